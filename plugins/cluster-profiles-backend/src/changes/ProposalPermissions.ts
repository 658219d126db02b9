import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  clusterProposePermission,
  clusterReadPermission,
  isNewClusterKind,
  mainProfile,
  profileProposePermission,
  profileReadPermission,
  type ChangeRequest,
  type DeprecateRequest,
  type Plan,
  type WithdrawRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
  type ClusterResource,
  type ProfileResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ACCESS_PERMISSIONS } from '../access/accessPermissions';
import type { ChangeRow, ClusterRow, ProfileRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import { labelsOf } from '../profiles/labelsOf';
import {
  labelsOfProfiles,
  listVersionResources,
} from '../profiles/operations/listProfileResources';
import { unknownVersion } from '../profiles/unknownVersion';
import type { ChangeContext } from './ChangeContext';
import { mayNotHave, mayNotPropose } from './clusterObstacle';
import {
  isForcedDeletion,
  unknownCluster,
  type Located,
} from './locateRequest';
import { CLUSTER_COLUMNS, toClusterResource } from './toClusterResource';
import { requireForceOnCluster, requireForceOnProfile } from './requireForce';

/** Who may propose changes of what is there or only drafted. */
export class ProposalPermissions {
  readonly #context: ChangeContext;
  readonly #gate: PermissionGate;

  constructor(options: { context: ChangeContext; gate: PermissionGate }) {
    this.#context = options.context;
    this.#gate = options.gate;
  }

  async mayPropose(
    change: ChangeRow,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const grant = `propose:${change.kind}`;
    if (change.subject_kind === 'cluster') {
      const row = await this.#context
        .knex<ClusterRow>('clusters')
        .where({ uid: change.subject_uid! })
        .first(CLUSTER_COLUMNS);
      const decision = await this.#decideOnClusters(
        JSON.parse(change.request),
        credentials,
      );
      return row !== undefined && decision.allows(toClusterResource(row));
    }
    return this.#mayProposeProfile(
      await this.#profileOf(change),
      credentials,
      grant,
    );
  }

  /** The version that a change is about, as it was planned or as it is published. */
  async #profileOf(change: ChangeRow): Promise<ProfileResource> {
    const plan: Plan | undefined = change.plan && JSON.parse(change.plan);
    const { document, version = '' } = plan?.publication ?? {};
    const name = change.subject_name;
    const owner = change.owner_ref;
    if (document) {
      const { type, lifecycle } = document.spec;
      return { name, owner, type, lifecycle, labels: labelsOf(document) };
    }
    const [published = { type: '', lifecycle: '', labels: {} }] =
      await listVersionResources(this.#context.knex, rows =>
        rows.where({ name, version }),
      );
    const { type, lifecycle, labels } = published;
    return { name, owner, type, lifecycle, labels };
  }

  async #mayProposeProfile(
    resource: ProfileResource,
    credentials: BackstageCredentials,
    grant: string,
  ): Promise<boolean> {
    const decision = await this.#gate.decide({
      permission: profileProposePermission,
      resourceRef: profilePermissionResourceRef,
      credentials,
      grant,
    });
    const { knex } = this.#context;
    const { name } = resource;
    const known = await knex<ProfileRow>('profiles').where({ name }).first();
    const labels = (await labelsOfProfiles(knex, [name])).get(name) ?? {};
    return (
      decision.allows(resource) &&
      (!known ||
        decision.allows({ ...resource, owner: known.owner_ref, labels }))
    );
  }

  async requirePropose(
    located: Located,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const grant = `propose:${located.request.kind}`;
    if (located.subjectKind === 'profile') {
      const allowed = await this.#mayProposeProfile(
        located.profile!,
        credentials,
        grant,
      );
      if (!allowed) {
        throw new NotAllowedError(
          mayNotPropose('profile', {
            name: located.subjectName,
            owner: located.owner,
          }),
        );
      }
      if (located.request.kind === 'withdraw' && located.request.force) {
        await requireForceOnProfile(located.profile!, this.#force(credentials));
      }
      return;
    }
    const decision = await this.#decideOnClusters(located.request, credentials);
    const resource = located.draft
      ? {
          owner: located.owner,
          target: located.draft.target.name,
          stage: located.draft.target.stage,
          provider: located.draft.target.provider,
          profile: mainProfile(located.draft)?.name ?? '',
        }
      : toClusterResource(
          (await this.#context
            .knex<ClusterRow>('clusters')
            .where({ uid: located.subjectUid! })
            .first(CLUSTER_COLUMNS))!,
        );
    if (isForcedDeletion(located.request)) {
      await requireForceOnCluster(
        { name: located.subjectName, owner_ref: located.owner },
        { ...this.#force(credentials), resource },
      );
    }
    if (!decision.allows(resource)) {
      throw new NotAllowedError(
        mayNot(located.request, {
          name: located.subjectName,
          owner: located.owner,
        }),
      );
    }
  }

  #force(credentials: BackstageCredentials) {
    const { permissionsEnabled } = this.#context;
    return { gate: this.#gate, permissionsEnabled, credentials };
  }

  /** Who may propose for no profile at all has nothing read or kept for him. */
  async requireAnyProfile(
    request: ChangeRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { never } = await this.#gate.decide({
      permission: profileProposePermission,
      resourceRef: profilePermissionResourceRef,
      credentials,
      grant: `propose:${request.kind}`,
    });
    if (never) {
      throw new NotAllowedError(
        `This needs the permission ${profileProposePermission.name}`,
      );
    }
  }

  /** What the caller may not see must not answer differently from what does not exist. */
  async requireSight(
    request: ChangeRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (request.kind === 'deprecate' || request.kind === 'withdraw') {
      await this.#requireProfileSight(request, credentials);
      return;
    }
    if (!('cluster' in request) || isNewClusterKind(request.kind)) {
      return;
    }
    const row = await this.#context
      .knex<ClusterRow>('clusters')
      .where({ live_name: request.cluster })
      .first('name', ...CLUSTER_COLUMNS);
    if (!row) {
      return;
    }
    const resource = toClusterResource(row);
    const read = await this.#gate.decideByGrant({
      permission: clusterReadPermission,
      resourceRef: clusterPermissionResourceRef,
      credentials,
    });
    // Or proposing would tell that it is there. A service sees what it may propose for.
    const grants = ['read', `propose:${request.kind}`];
    if (!grants.some(grant => read(grant).allows(resource))) {
      throw unknownCluster(row.name);
    }
    const decision = await this.#decideOnClusters(request, credentials);
    if (!decision.allows(resource)) {
      throw new NotAllowedError(
        mayNot(request, { name: row.name, owner: row.owner_ref }),
      );
    }
  }

  async #requireProfileSight(
    request: DeprecateRequest | WithdrawRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { kind, profile: name, version } = request;
    const [resource] = await listVersionResources(this.#context.knex, rows =>
      rows.where({ name, version }),
    );
    if (!resource) {
      return;
    }
    const grant = `propose:${kind}`;
    if (await this.#mayProposeProfile(resource, credentials, grant)) {
      return;
    }
    const read = await this.#gate.decide({
      permission: profileReadPermission,
      resourceRef: profilePermissionResourceRef,
      credentials,
      grant: 'read',
    });
    throw read.allows(resource)
      ? new NotAllowedError(mayNotPropose('profile', resource))
      : unknownVersion(name, version);
  }

  #decideOnClusters(
    request: ChangeRequest,
    credentials: BackstageCredentials,
  ): Promise<Decision<ClusterResource>> {
    return this.#gate.decide({
      permission:
        request.kind === 'access'
          ? ACCESS_PERMISSIONS[request.role]
          : clusterProposePermission,
      resourceRef: clusterPermissionResourceRef,
      credentials,
      grant: `propose:${request.kind}`,
    });
  }
}

function mayNot(
  request: ChangeRequest,
  cluster: { name: string; owner: string },
): string {
  return request.kind === 'access'
    ? mayNotHave(request.role, cluster.name)
    : mayNotPropose('cluster', cluster);
}
