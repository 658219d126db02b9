import type { FleetSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link } from '@backstage/ui';
import { Status, type Tone } from '../../components/Status/Status';
import styles from './ClustersPage.module.css';

const COUNTS: ReadonlyArray<{
  count: keyof FleetSummary;
  tone: Tone;
  words: string;
  /** The list filtered by just that. */
  href: string;
}> = [
  {
    count: 'withIssues',
    tone: 'danger',
    words: 'with issues',
    href: '?issues=true',
  },
  {
    count: 'unknown',
    tone: 'unknown',
    words: 'unknown',
    href: '?phase=unknown',
  },
  {
    count: 'drifted',
    tone: 'warning',
    words: 'drifted',
    href: '?drift=Drifted',
  },
  { count: 'behind', tone: 'info', words: 'behind', href: '?behind=true' },
  {
    count: 'unsupported',
    tone: 'danger',
    words: 'on unsupported Kubernetes',
    href: '?unsupported=true',
  },
];

/** What of all clusters asks for attention, each count a way to those clusters; its place is kept until it is known. */
export function FleetCounts({ fleet }: { fleet: FleetSummary | undefined }) {
  const counts = COUNTS.filter(({ count }) => fleet && fleet[count] > 0);
  return (
    <div className={styles.fleet}>
      {counts.length > 0 && (
        <ul aria-label="Fleet at a glance">
          {counts.map(({ count, tone, words, href }) => (
            <li key={count}>
              <Status tone={tone}>
                <Link href={href}>
                  {`${fleet![count].toLocaleString('en')} ${words}`}
                </Link>
              </Status>
            </li>
          ))}
        </ul>
      )}
      {fleet && counts.length === 0 && (
        <Status tone="success">Nothing asks for attention</Status>
      )}
    </div>
  );
}
