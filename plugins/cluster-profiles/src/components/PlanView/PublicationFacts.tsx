import type { PublicationPlan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames, ProfileName } from '../EntityName/EntityName';
import { Facts } from '../Facts/Facts';

/** What a publication, deprecation or withdrawal is about. */
export function PublicationFacts(props: { publication: PublicationPlan }) {
  const { publication } = props;
  const { authors, authorsKnown, usedBy, followers } = publication;
  const { ownerBefore, ownerAfter, hiddenClusters } = publication;
  return (
    <Facts
      facts={[
        ['Profile', <ProfileName key="profile" name={publication.profile} />],
        ['Version', `${publication.version}, ${publication.stateAfter} after`],
        ['Compared with', publication.comparedWith],
        ['Reason', publication.reason],
        ['End of life', publication.endOfLife],
        [
          'Forced',
          publication.force ? 'yes, although it is in use' : undefined,
        ],
        [
          'Authors',
          authorsKnown
            ? entityNames(authors)
            : 'not attested, which costs one approval more',
        ],
        ['Attested by', publication.attestedBy?.replace(/^service:/, '')],
        ['Read from', publication.origin],
        [
          'Owner',
          [...new Set([ownerBefore, ownerAfter])]
            .filter(owner => owner !== undefined)
            .map(owner => entityNames([owner]))
            .join(' → ') || undefined,
        ],
        [
          'Used by',
          clustersText(usedBy, hiddenClusters?.usedBy) ?? 'no cluster',
        ],
        [
          'Will propose upgrades for',
          clustersText(followers, hiddenClusters?.followers),
        ],
      ]}
    />
  );
}

/** `shop-dev, shop-prod and 3 that you may not see`; undefined for none. */
function clustersText(
  names: readonly string[],
  hidden: number = 0,
): string | undefined {
  const parts = [
    names.join(', '),
    hidden > 0 && `${hidden} that you may not see`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' and ') : undefined;
}
