import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  CLUSTER_PROFILES_SIGNAL_CHANNEL,
  type SubjectEvent,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Calls back when the backend says that something about the subject is new. Does nothing in a portal without signals. */
export function useSubjectSignal(
  subject: { subject: SubjectEvent['subject']; name?: string },
  onSignal: () => void,
): void {
  const { lastSignal } = useSignal<SubjectEvent>(
    CLUSTER_PROFILES_SIGNAL_CHANNEL,
  );
  const callback = useRef(onSignal);
  callback.current = onSignal;

  useEffect(() => {
    if (
      lastSignal?.subject === subject.subject &&
      (subject.name === undefined || lastSignal.name === subject.name)
    ) {
      callback.current();
    }
  }, [lastSignal, subject.subject, subject.name]);
}
