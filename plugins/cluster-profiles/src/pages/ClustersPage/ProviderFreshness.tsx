import type { ProviderStatus } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { withLocalTimes } from '../../components/RelativeTime/relativeTime';
import { Status, type Tone } from '../../components/Status/Status';
import { visibleText } from '../../components/VisibleText/visibleText';
import type { Load } from '../../hooks/useLoad';
import styles from './ClustersPage.module.css';

const TONES: Record<ProviderStatus['state'], Tone> = {
  fresh: 'success',
  stale: 'warning',
  unreachable: 'danger',
  idle: 'neutral',
};

/** How fresh the list is, a badge for each provider that has clusters; the list stands whatever this says. */
export function ProviderFreshness(props: { load: Load<ProviderStatus[]> }) {
  const { value, error, reload } = props.load;
  if (!value && !error) {
    return null;
  }
  const providers = (value ?? []).filter(({ state }) => state !== 'idle');
  return (
    <div
      className={styles.freshness}
      role="group"
      aria-label="Freshness of providers"
    >
      {providers.map(provider => (
        <Status
          key={provider.name}
          tone={TONES[provider.state]}
          title={
            provider.message && visibleText(withLocalTimes(provider.message))
          }
        >
          <Freshness provider={provider} />
        </Status>
      ))}
      {error && (
        <Status tone="unknown">
          How fresh the list is could not be loaded:{' '}
          {describeError(error).message}{' '}
          <Button size="small" variant="tertiary" onPress={reload}>
            Ask again
          </Button>
        </Status>
      )}
    </div>
  );
}

function Freshness({ provider }: { provider: ProviderStatus }) {
  const { name, state, answeredAt, clusters, unanswered, message } = provider;
  const at = answeredAt && <RelativeTime at={answeredAt} />;
  if (state === 'fresh') {
    return (
      <>
        <strong>{name}</strong>: fresh{at && <>, {at}</>}
      </>
    );
  }
  const shown =
    state === 'stale'
      ? `${unanswered} of ${count(clusters)} show what was known then`
      : `${count(clusters)} ${clusters === 1 ? 'shows' : 'show'} what was known then`;
  return (
    <>
      <strong>{name}</strong>:{' '}
      {state === 'stale' ? 'answers for some clusters only' : 'unreachable'}
      {at && <>, last answer {at}</>}, {shown}
      {message && (
        <span className={styles.reason}>
          {visibleText(withLocalTimes(message))}
        </span>
      )}
    </>
  );
}

function count(clusters: number): string {
  return `${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}`;
}
