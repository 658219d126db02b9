import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
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
  policyReadPermission,
  profileForcePermission,
  profileProposePermission,
  profileReadPermission,
  profileReadValuesPermission,
  profileUsePermission,
  targetUsePermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changePermissionResourceRef,
  changePermissionRules,
  clusterPermissionResourceRef,
  clusterPermissionRules,
  profilePermissionResourceRef,
  profilePermissionRules,
  targetPermissionResourceRef,
  targetPermissionRules,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { CHANGE_COLUMNS, toChangeResource } from '../changes/toChangeResource';
import {
  CLUSTER_COLUMNS,
  toClusterResource,
} from '../changes/toClusterResource';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { askAbout } from './askAbout';
import { listProfileResources } from '../profiles/operations/listProfileResources';

/** Tells the permission framework what there is to permit, by which rules, and how to look a thing up. */
export function registerPermissions(options: {
  registry: PermissionsRegistryService;
  knex: Knex;
  config: ClusterProfilesConfig;
}): void {
  const { registry, knex, config } = options;
  const { targets } = config;
  const labelled = <TResource>(resource: TResource): TResource =>
    askAbout(resource, { grant: '', targets });
  registry.addResourceType({
    resourceRef: clusterPermissionResourceRef,
    permissions: [
      clusterReadPermission,
      clusterReadValuesPermission,
      clusterProposePermission,
      clusterForcePermission,
      clusterAccessViewPermission,
      clusterAccessEditPermission,
      clusterAccessAdminPermission,
    ],
    rules: clusterPermissionRules,
    // Resources are named as in the API: by the name of the live cluster.
    getResources: async names => {
      const rows = await knex<ClusterRow>('clusters')
        .whereIn('live_name', names)
        .select('name', ...CLUSTER_COLUMNS);
      return inOrder(
        names,
        rows,
        row => row.name,
        row => labelled(toClusterResource(row)),
      );
    },
  });
  registry.addResourceType({
    resourceRef: profilePermissionResourceRef,
    permissions: [
      profileReadPermission,
      profileReadValuesPermission,
      profileUsePermission,
      profileProposePermission,
      profileForcePermission,
    ],
    rules: profilePermissionRules,
    getResources: async names =>
      inOrder(
        names,
        await listProfileResources(knex, { names }),
        profile => profile.name,
        profile => profile,
      ),
  });
  registry.addResourceType({
    resourceRef: targetPermissionResourceRef,
    permissions: [targetUsePermission],
    rules: targetPermissionRules,
    getResources: async names =>
      inOrder(
        names,
        targets,
        target => target.name,
        ({ name, stage, provider }) => labelled({ name, stage, provider }),
      ),
  });
  registry.addResourceType({
    resourceRef: changePermissionResourceRef,
    permissions: [
      changeReadPermission,
      changeApprovePermission,
      changeCancelPermission,
      changeBreakGlassPermission,
    ],
    rules: changePermissionRules,
    getResources: async ids => {
      const rows = await knex<ChangeRow>('changes')
        .whereIn('id', ids)
        .select('id', ...CHANGE_COLUMNS);
      return inOrder(
        ids,
        rows,
        row => row.id,
        row => labelled(toChangeResource(row)),
      );
    },
  });
  registry.addPermissions([policyReadPermission, administerPermission]);
}

/** The last item of each key, in the order of the keys. */
function inOrder<TItem, TResource>(
  keys: string[],
  items: TItem[],
  keyOf: (item: TItem) => string,
  toResource: (item: TItem) => TResource,
): Array<TResource | undefined> {
  const byKey = new Map(items.map(item => [keyOf(item), toResource(item)]));
  return keys.map(key => byKey.get(key));
}
