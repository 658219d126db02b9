import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  clusterProposePermission,
  clusterReadPermission,
  profileProposePermission,
  profileUsePermission,
  targetUsePermission,
  type ChangeRequest,
  type Plan,
  type ProfileReference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
  targetPermissionResourceRef,
  type ProfileResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type {
  ChangeRow,
  ClusterRow,
  ProfileRow,
  ProfileVersionRow,
} from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { ChangeContext } from './ChangeContext';
import { mayNotPropose } from './clusterObstacle';
import { unknownCluster, type Located } from './locateRequest';
import { toClusterResource } from './toClusterResource';

/** Who may propose what: use of profiles and targets, and proposals for what is there or only drafted. */
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
        .first();
      const decision = await this.#gate.decide({
        permission: clusterProposePermission,
        resourceRef: clusterPermissionResourceRef,
        credentials,
        grant,
      });
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
    const published = await this.#context
      .knex<ProfileVersionRow>('profile_versions')
      .where({ profile: change.subject_name, version })
      .first('type', 'lifecycle');
    const { type = '', lifecycle = '' } = document?.spec ?? published ?? {};
    return {
      name: change.subject_name,
      owner: change.owner_ref,
      type,
      lifecycle,
    };
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
    const known = await this.#context
      .knex<ProfileRow>('profiles')
      .where({ name: resource.name })
      .first();
    return (
      decision.allows(resource) &&
      (!known || decision.allows({ ...resource, owner: known.owner_ref }))
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
      return;
    }
    const decision = await this.#gate.decide({
      permission: clusterProposePermission,
      resourceRef: clusterPermissionResourceRef,
      credentials,
      grant,
    });
    const resource = located.draft
      ? {
          owner: located.owner,
          target: located.draft.target.name,
          stage: located.draft.target.stage,
          provider: located.draft.target.provider,
          profile: located.draft.profiles[0].name,
        }
      : toClusterResource(
          (await this.#context
            .knex<ClusterRow>('clusters')
            .where({ uid: located.subjectUid! })
            .first())!,
        );
    if (!decision.allows(resource)) {
      throw new NotAllowedError(
        mayNotPropose('cluster', {
          name: located.subjectName,
          owner: located.owner,
        }),
      );
    }
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

  /** A cluster that the caller may not see must not answer differently from one that does not exist. */
  async requireSight(
    request: ChangeRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!('cluster' in request) || request.kind === 'create') {
      return;
    }
    const row = await this.#context
      .knex<ClusterRow>('clusters')
      .where({ live_name: request.cluster })
      .first();
    const decision = await this.#gate.decide({
      permission: clusterProposePermission,
      resourceRef: clusterPermissionResourceRef,
      credentials,
      grant: `propose:${request.kind}`,
    });
    if (row && !decision.allows(toClusterResource(row))) {
      const read = await this.#gate.decide({
        permission: clusterReadPermission,
        resourceRef: clusterPermissionResourceRef,
        credentials,
        grant: 'read',
      });
      if (!read.allows(toClusterResource(row))) {
        throw unknownCluster(row.name);
      }
      throw new NotAllowedError(
        mayNotPropose('cluster', { name: row.name, owner: row.owner_ref }),
      );
    }
  }

  /** Profiles and targets that the request brings in must be usable by the caller. */
  async requireUse(
    request: ChangeRequest,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const grant = `propose:${request.kind}`;
    const profiles = profilesOf(request);
    if (profiles.length > 0) {
      const decision = await this.#gate.decide({
        permission: profileUsePermission,
        resourceRef: profilePermissionResourceRef,
        credentials,
        grant,
      });
      for (const { name, version } of profiles) {
        const row = await this.#context
          .knex<ProfileVersionRow>('profile_versions')
          .where({ profile: name, version })
          .first();
        if (
          row &&
          !decision.allows({
            name,
            owner: row.owner_ref,
            type: row.type,
            lifecycle: row.lifecycle,
          })
        ) {
          throw new NotAllowedError(
            `/profile: you may not use profile '${name}'; ask ${nameOf(row.owner_ref)}`,
          );
        }
      }
    }
    const name =
      request.kind === 'create' || request.kind === 'retarget'
        ? request.target
        : undefined;
    const target = this.#context.config.targets.find(
      entry => entry.name === name,
    );
    if (target) {
      const decision = await this.#gate.decide({
        permission: targetUsePermission,
        resourceRef: targetPermissionResourceRef,
        credentials,
        grant,
      });
      const { stage, provider } = target;
      if (!decision.allows({ name: target.name, stage, provider })) {
        throw new NotAllowedError(
          `/target: you may not use target '${name}'; ask ${nameOf(this.#context.config.platformGroup)}`,
        );
      }
    }
  }
}

/** Profiles that a request brings in. */
function profilesOf(request: ChangeRequest): ProfileReference[] {
  switch (request.kind) {
    case 'create':
      return [request.profile, ...(request.addOnProfiles ?? [])];
    case 'add-profile':
      return [request.profile];
    default:
      return [];
  }
}
