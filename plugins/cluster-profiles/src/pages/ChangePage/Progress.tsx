import { useApi } from '@backstage/core-plugin-api';
import {
  mainProfile,
  type Change,
  type TypicalTimes,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { duration } from '../../components/RelativeTime/relativeTime';
import { Section } from '../../components/Section/Section';
import { Status } from '../../components/Status/Status';
import { Steps } from '../../components/Steps/Steps';
import { pace } from '../../components/TypicalTime/pace';
import { useLoad } from '../../hooks/useLoad';
import { useNow } from '../../hooks/useNow';

/** How far a change is, step by step, and how long that takes and usually takes. */
export function Progress({ change }: { change: Change }) {
  const api = useApi(clusterProfilesApiRef);
  const { kind, steps } = change;
  // Usual times are an extra: without them the steps still say what happens.
  const { value: typical } = useLoad({
    key: kind,
    load: signal => api.getTypicalTimes({ kind }, { signal }),
  });
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <Section title="Progress">
      <Text as="p">
        {done} of {steps.length} steps done. <Total {...{ change, typical }} />
      </Text>
      <Steps steps={steps} typical={typical?.steps} />
    </Section>
  );
}

function Total(props: { change: Change; typical?: TypicalTimes }) {
  const now = useNow(1_000);
  const { change, typical } = props;
  const { acceptedAt, finishedAt } = change;
  if (!acceptedAt) {
    return null;
  }
  const end = finishedAt ? Date.parse(finishedAt) : now;
  const elapsed = end - Date.parse(acceptedAt);
  const desired = change.plan?.desired;
  const main = desired && mainProfile(desired)?.name;
  const usual = pace(
    elapsed,
    (main === undefined ? undefined : typical?.profiles[main]) ?? typical?.all,
  );
  const took = `${finishedAt ? 'Took' : 'Under way for'} ${duration(elapsed)}`;
  if (!usual) {
    return <>{took}.</>;
  }
  return usual.late ? (
    <Status tone="warning">
      {took}, {usual.text}.
    </Status>
  ) : (
    <>
      {took}, {usual.text}.
    </>
  );
}
