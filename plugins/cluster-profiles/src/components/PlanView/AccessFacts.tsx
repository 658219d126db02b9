import type { AccessPlan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from '../EntityName/EntityName';
import { Facts } from '../Facts/Facts';
import { visibleText } from '../VisibleText/visibleText';

/** Who would get what access, for how long, and what for. */
export function AccessFacts({ access }: { access: AccessPlan }) {
  const { cluster, subject, role, hours, reason } = access;
  return (
    <Facts
      facts={[
        ['Cluster', cluster],
        ['For', entityNames([subject])],
        ['Role', role],
        [
          'Lasts',
          `${hours === 1 ? '1 hour' : `${hours} hours`} from the approval on`,
        ],
        ['Reason', visibleText(reason)],
      ]}
    />
  );
}
