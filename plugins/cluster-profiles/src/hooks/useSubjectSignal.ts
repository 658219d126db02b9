import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  CLUSTER_PROFILES_SIGNAL_CHANNEL,
  signalKey,
  type SubjectSignal,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** A busy fleet signals all the time; what comes within this time of a call is one more call. */
const SETTLE_MS = 2_000;

/** Calls back when the backend says that something about the subject is new. Does nothing in a portal without signals. */
export function useSubjectSignal(
  { subject, name }: { subject: SubjectSignal['subject']; name?: string },
  onSignal: () => void,
): void {
  const { lastSignal } = useSignal<SubjectSignal>(
    CLUSTER_PROFILES_SIGNAL_CHANNEL,
  );
  const callback = useRef(onSignal);
  callback.current = onSignal;
  const settling = useRef<ReturnType<typeof setTimeout>>();
  const missed = useRef(false);

  useEffect(() => {
    const call = () => {
      missed.current = false;
      callback.current();
      settling.current = setTimeout(() => {
        settling.current = undefined;
        if (missed.current) {
          call();
        }
      }, SETTLE_MS);
    };
    if (
      lastSignal?.subject !== subject ||
      (name !== undefined && lastSignal.key !== signalKey(name))
    ) {
      return;
    }
    if (settling.current === undefined) {
      call();
    } else {
      missed.current = true;
    }
  }, [lastSignal, subject, name]);

  useEffect(
    () => () => {
      clearTimeout(settling.current);
      settling.current = undefined;
      missed.current = false;
    },
    [],
  );
}
