import type { DriftAdoption } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { stringify } from 'yaml';
import { absoluteTime } from '../../../components/RelativeTime/relativeTime';
import { ScrollArea } from '../../../components/ScrollArea/ScrollArea';
import { visibleText } from '../../../components/VisibleText/visibleText';
import styles from './Drift.module.css';

const EDITOR = 'Whoever made the edit does not count as an approver.';

/** What of the cluster carries it, so that nobody takes what holds for a time for what stays, and what to write for it to stay. */
export function AdoptionNote({ request, inProfile }: DriftAdoption) {
  if (request?.kind !== 'override') {
    return <Text as="p">{EDITOR}</Text>;
  }
  const places = request.overrides.map(
    ({ layer, path }) => `${visibleText(path)} of ${layer}`,
  );
  return (
    <div className={styles.note}>
      <Text as="p">
        As an override of {places.join(', ')} until{' '}
        {absoluteTime(request.expires)}; then its end is proposed.{' '}
        {inProfile ? '' : 'For good, change the profile. '}
        {EDITOR}
      </Text>
      {inProfile && (
        <>
          <Text as="p">
            For good, merge this into layer {inProfile.layer} in the file of
            profile {inProfile.profile}, of which the cluster runs{' '}
            {inProfile.version}, and publish its next version:
          </Text>
          <ScrollArea label="For the file of the profile">
            <pre className={styles.edit}>
              {visibleText(stringify({ values: inProfile.values }))}
            </pre>
          </ScrollArea>
        </>
      )}
    </div>
  );
}
