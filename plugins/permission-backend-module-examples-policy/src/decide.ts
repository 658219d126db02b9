import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  administerPermission,
  changeApprovePermission,
  changeBreakGlassPermission,
  changeCancelPermission,
  changeReadPermission,
  clusterAccessAdminPermission,
  clusterForcePermission,
  clusterAccessEditPermission,
  clusterAccessViewPermission,
  clusterProposePermission,
  clusterReadPermission,
  clusterReadValuesPermission,
  PROFILE_CHANGE_KINDS,
  profileForcePermission,
  profileProposePermission,
  profileUsePermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changeConditions,
  clusterConditions,
  createChangeConditionalDecision,
  createClusterConditionalDecision,
  createClusterEntityDecision,
  createProfileConditionalDecision,
  profileConditions,
} from '@cluster-profiles/plugin-cluster-profiles-node';

const PLATFORM = 'group:default/platform';
const SECURITY = 'group:default/security';
const DATA_SCIENCE = 'group:default/data-science';

/** GPUs are scarce: other teams ask data science or the platform team. */
const RESERVED_PROFILES = ['ai-ml-gpu'];
const OPEN_STAGES = ['development', 'staging'];

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * What somebody may do who is all of the claims. The platform team may do everything, the security team sees everything
 * and decides; a product team sees what is not production and all that it owns, and changes only what it owns.
 */
export function decide(options: {
  permission: Permission;
  claims: string[];
}): PolicyDecision {
  const { permission, claims } = options;
  const platform = claims.includes(PLATFORM);
  const security = claims.includes(SECURITY);
  if (platform) {
    return ALLOW;
  }
  // The catalog hides the clusters that the API hides.
  if (isPermission(permission, catalogEntityReadPermission)) {
    return createClusterEntityDecision(
      permission,
      decide({ permission: clusterReadPermission, claims }),
    );
  }
  if (isPermission(permission, administerPermission)) {
    return DENY;
  }
  // Who counts as an approver of a change is for the approval policies to say; this only opens the door.
  if (isPermission(permission, changeApprovePermission)) {
    return security ? ALLOW : DENY;
  }
  if (isPermission(permission, changeCancelPermission)) {
    return createChangeConditionalDecision(
      permission,
      changeConditions.isOwner({ claims }),
    );
  }
  if (isPermission(permission, clusterReadPermission)) {
    return security
      ? ALLOW
      : createClusterConditionalDecision(permission, {
          anyOf: [
            clusterConditions.isOwner({ claims }),
            clusterConditions.hasStage({ stages: OPEN_STAGES }),
          ],
        });
  }
  // In staging and production the values are for those who run the cluster and those who decide about it.
  if (isPermission(permission, clusterReadValuesPermission)) {
    return security
      ? ALLOW
      : createClusterConditionalDecision(permission, {
          anyOf: [
            clusterConditions.isOwner({ claims }),
            clusterConditions.hasStage({ stages: ['development'] }),
          ],
        });
  }
  if (isPermission(permission, changeReadPermission)) {
    return security
      ? ALLOW
      : createChangeConditionalDecision(permission, {
          anyOf: [
            changeConditions.isOwner({ claims }),
            changeConditions.isProposer({ claims }),
            changeConditions.hasStage({ stages: OPEN_STAGES }),
            changeConditions.hasKind({ kinds: [...PROFILE_CHANGE_KINDS] }),
          ],
        });
  }
  if (
    isPermission(permission, changeBreakGlassPermission) ||
    isPermission(permission, clusterAccessAdminPermission) ||
    isPermission(permission, clusterForcePermission) ||
    isPermission(permission, profileForcePermission)
  ) {
    return DENY;
  }
  if (isPermission(permission, clusterAccessEditPermission)) {
    return createClusterConditionalDecision(permission, {
      allOf: [
        clusterConditions.isOwner({ claims }),
        clusterConditions.hasStage({ stages: OPEN_STAGES }),
      ],
    });
  }
  if (
    isPermission(permission, clusterProposePermission) ||
    isPermission(permission, clusterAccessViewPermission)
  ) {
    return createClusterConditionalDecision(
      permission,
      clusterConditions.isOwner({ claims }),
    );
  }
  if (isPermission(permission, profileProposePermission)) {
    return createProfileConditionalDecision(
      permission,
      profileConditions.isOwner({ claims }),
    );
  }
  if (isPermission(permission, profileUsePermission)) {
    return claims.includes(DATA_SCIENCE)
      ? ALLOW
      : createProfileConditionalDecision(permission, {
          not: profileConditions.hasName({ names: RESERVED_PROFILES }),
        });
  }
  // Profiles and targets are for everybody to see; so is the rest of the portal.
  return ALLOW;
}
