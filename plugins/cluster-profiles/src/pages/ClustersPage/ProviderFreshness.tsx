import type {
  ProviderStatus,
  ProviderTrouble,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Status, type Tone } from '../../components/Status/Status';
import { readableText } from '../../components/VisibleText/readableText';
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
          title={provider.message && readableText(provider.message)}
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
  const { name, state, answeredAt, message } = provider;
  const at = answeredAt && <RelativeTime at={answeredAt} />;
  if (state === 'fresh') {
    return (
      <>
        <strong>{name}</strong>: fresh{at && <>, {at}</>}
      </>
    );
  }
  const known = shownAsKnown(provider);
  return (
    <>
      <strong>{name}</strong>: {words(provider)}
      {at && <>, last answer {at}</>}
      {known && `, ${known}`}
      {message && (
        <span className={styles.reason}>{readableText(message)}</span>
      )}
      {byCause(provider).map(([cause, troubles]) => (
        <span key={cause} className={styles.reason}>
          {troubles.map(({ target }) => target).join(', ')}:{' '}
          {readableText(cause)}
          <LastHeardOf troubles={troubles} />
        </span>
      ))}
    </>
  );
}

function LastHeardOf(props: { troubles: readonly ProviderTrouble[] }) {
  const [at] = props.troubles
    .flatMap(({ lastSeenAt }) => lastSeenAt ?? [])
    .sort();
  return at ? (
    <>
      {' '}
      (last heard of <RelativeTime at={at} />)
    </>
  ) : null;
}

function words({ state, unanswered }: ProviderStatus): string {
  if (state === 'unreachable') {
    return 'unreachable';
  }
  return unanswered > 0 ? 'answers for some clusters only' : 'news comes late';
}

/** Of how many clusters the list shows what was known at the last answer. */
function shownAsKnown(provider: ProviderStatus): string | undefined {
  const { state, clusters, unanswered } = provider;
  if (state === 'unreachable') {
    return `${count(clusters)} ${clusters === 1 ? 'shows' : 'show'} what was known then`;
  }
  return unanswered > 0
    ? `${unanswered} of ${count(clusters)} show what was known then`
    : undefined;
}

/** A cause that several targets share is said once, and not again where the provider's own message has it. */
function byCause(provider: ProviderStatus): Array<[string, ProviderTrouble[]]> {
  const causes = new Map<string, ProviderTrouble[]>();
  for (const trouble of provider.troubles) {
    const known = causes.get(trouble.message) ?? [];
    causes.set(trouble.message, [...known, trouble]);
  }
  return [...causes].filter(([cause]) => !provider.message?.includes(cause));
}

function count(clusters: number): string {
  return `${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}`;
}
