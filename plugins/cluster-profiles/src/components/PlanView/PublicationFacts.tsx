import type { PublicationPlan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames, ProfileName } from '../EntityName/EntityName';
import { Facts } from '../Facts/Facts';

/** What a publication, deprecation or withdrawal is about. */
export function PublicationFacts(props: { publication: PublicationPlan }) {
  const { publication } = props;
  const { authors, authorsKnown, usedBy, followers } = publication;
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
        ['Read from', publication.origin],
        [
          'Owner',
          publication.ownerBefore !== publication.ownerAfter &&
          publication.ownerBefore
            ? `${publication.ownerBefore} → ${publication.ownerAfter}`
            : publication.ownerAfter,
        ],
        ['Used by', usedBy.length > 0 ? usedBy.join(', ') : 'no cluster'],
        [
          'Will propose upgrades for',
          followers.length > 0 ? followers.join(', ') : undefined,
        ],
      ]}
    />
  );
}
