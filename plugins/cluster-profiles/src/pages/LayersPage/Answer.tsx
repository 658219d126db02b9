import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link, Text } from '@backstage/ui';
import { Status } from '../../components/Status/Status';
import { visibleText } from '../../components/VisibleText/visibleText';
import { affectedBy, count, summarizeLayers } from './findLayers';
import { useClustersOf } from './useClustersOf';
import styles from './LayersPage.module.css';

/** Who is affected by what was asked, before any table; without a question, what there is. */
export function Answer(props: {
  found: readonly LayerInUse[];
  /** Layers of that name whose versions say nothing about the question. */
  notComparable: readonly LayerInUse[];
  /** The name that was asked for where nothing is called so. */
  notKnown?: string;
  /** Empty without a question. */
  asked: string;
}) {
  const { found, notComparable, notKnown } = props;
  const asked = visibleText(props.asked);
  const clustersOf = useClustersOf();
  const { clusters, exact, profiles } = affectedBy(found);
  if (!asked) {
    return (
      <Text as="p" role="status">
        {summarizeLayers(found)}
      </Text>
    );
  }
  if (notKnown !== undefined) {
    return (
      <Text as="p" role="status">
        No layer or chart that you may see is called “{visibleText(notKnown)}”;
        check the spelling.
      </Text>
    );
  }
  const unsure = notComparable.some(({ clusterCount }) => clusterCount > 0);
  return (
    <div className={styles.answer} role="status">
      {clusters === 0 && unsure && (
        <Status tone="unknown">
          No cluster that you may see runs {asked}, as far as versions can be
          compared.
        </Status>
      )}
      {clusters === 0 && !unsure && (
        <Status tone="success">
          No cluster that you may see runs {asked}.{' '}
          {found.length > 0 &&
            `${count(profiles, 'profile')} ${profiles === 1 ? 'has' : 'have'} it.`}
        </Status>
      )}
      {clusters > 0 && (
        <>
          <Status tone="warning">
            Affected: {!exact && 'up to '}
            {count(clusters, 'cluster')} in {count(profiles, 'profile')}
          </Status>
          <Link
            href={clustersOf(
              found.filter(({ clusterCount }) => clusterCount > 0),
            )}
          >
            {clusters === 1 ? 'Show the cluster' : 'Show all of them'}
          </Link>
        </>
      )}
    </div>
  );
}
