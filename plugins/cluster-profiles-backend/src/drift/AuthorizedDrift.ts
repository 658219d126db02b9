import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  clusterProposePermission,
  type ClusterDetail,
  type ClusterDrift,
  type DriftActions,
  type DriftAdoption,
  type DriftFinding,
  type ProfileDrift,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  type Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { Announce } from '../announce';
import { mayNotPropose } from '../changes/clusterObstacle';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { DriftFindingRow } from '../database/tables';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import { askForCorrection } from './askForCorrection';
import { countDrifting } from './countDrifting';
import { toFinding } from './toFinding';
import { hideDrift, VALUES_HIDDEN } from '../values/hideDrift';
import type { Adoptions } from './Adoptions';
import { whyNotCorrect } from './whyNotCorrect';

const MOST_ENDED = 100;

type Options = { credentials: BackstageCredentials };

/** Tells of drift, with the caller's own credentials, and takes wishes to correct it. */
export class AuthorizedDrift {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #gate: PermissionGate;
  readonly #clusters: AuthorizedClusters;
  readonly #profiles: Pick<AuthorizedProfiles, 'names'>;
  readonly #adoptions: Adoptions;
  readonly #actor: (credentials: BackstageCredentials) => Promise<Actor>;
  readonly #announce: Announce;
  readonly #wake: () => void;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    gate: PermissionGate;
    clusters: AuthorizedClusters;
    profiles: Pick<AuthorizedProfiles, 'names'>;
    adoptions: Adoptions;
    actor(credentials: BackstageCredentials): Promise<Actor>;
    announce: Announce;
    wake(): void;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#gate = options.gate;
    this.#clusters = options.clusters;
    this.#profiles = options.profiles;
    this.#adoptions = options.adoptions;
    this.#actor = options.actor;
    this.#announce = options.announce;
    this.#wake = options.wake;
  }

  async get(name: string, options: Options): Promise<ClusterDrift> {
    const { detail: cluster, values } = await this.#clusters.whole(
      name,
      options,
    );
    const rows = () =>
      this.#knex<DriftFindingRow>('drift_findings').where({
        cluster_uid: cluster.uid,
      });
    const [open, ended, mayPropose, adopts] = await Promise.all([
      rows().whereNull('closed_at').orderBy(['layer', 'object']),
      rows()
        .whereNotNull('closed_at')
        .orderBy('closed_at', 'desc')
        .limit(MOST_ENDED),
      this.#mayPropose(cluster, options),
      this.#adoptions.known(cluster),
    ]);
    const whole: ClusterDrift = {
      cluster: cluster.name,
      observedAt: cluster.observedAt,
      layers: cluster.layers
        .flatMap(({ observed }) => observed ?? [])
        .filter(
          ({ drift, differences = [] }) =>
            drift !== 'InSync' || differences.length > 0,
        ),
      findings: [
        ...open.map(row => ({
          ...toFinding(row),
          actions: actionsOf(row, { cluster, mayPropose, adopts }),
        })),
        ...ended.map(toFinding),
      ],
      exceptions: exceptionsOf(cluster),
    };
    return values ? whole : hideDrift(whole);
  }

  /** What adopts one finding, with the chart of its layer rendered where nothing else tells. */
  async adoption(
    name: string,
    { finding: id }: { finding: string },
    options: Options,
  ): Promise<DriftAdoption> {
    const { detail: cluster, values } = await this.#clusters.whole(
      name,
      options,
    );
    if (!values) {
      return VALUES_HIDDEN;
    }
    const row = await this.#knex<DriftFindingRow>('drift_findings')
      .where({ cluster_uid: cluster.uid, id })
      .whereNull('closed_at')
      .first();
    return row
      ? this.#adoptions.find(toFinding(row), cluster)
      : { allowed: false, reason: 'This drift has come to its end' };
  }

  /** Errors: `NotAllowedError`, and `ConflictError` where it cannot be corrected now. */
  async correct(
    name: string,
    { layer }: { layer: string },
    options: Options,
  ): Promise<ClusterDrift> {
    const cluster = await this.#clusters.get(name, options);
    if (!(await this.#mayPropose(cluster, options))) {
      throw new NotAllowedError(mayNotPropose('cluster', cluster));
    }
    const obstacle = whyNotCorrect(cluster, { mayPropose: true });
    if (obstacle) {
      throw new ConflictError(obstacle);
    }
    const { ref } = await this.#actor(options.credentials);
    await askForCorrection(this.#knex, {
      cluster,
      layer,
      actor: ref,
      now: this.#clock.now(),
    });
    this.#wake();
    await this.#announce({
      subject: 'cluster',
      name: cluster.name,
      uid: cluster.uid,
    });
    return this.get(name, options);
  }

  /** Clusters of a profile that drift, as far as the caller may see them. */
  async ofProfile(profile: string, options: Options): Promise<ProfileDrift> {
    if (!(await this.#profiles.names(options)).includes(profile)) {
      throw new NotFoundError(`There is no profile '${profile}'`);
    }
    const decision = await this.#clusters.decide(options);
    return {
      profile,
      ...(await countDrifting(this.#knex, {
        profile,
        visible: clusters => decision.narrow(clusters),
      })),
    };
  }

  async #mayPropose(
    { owner, target, stage, provider, profiles }: ClusterDetail,
    { credentials }: Options,
  ): Promise<boolean> {
    const decision = await this.#gate.decide({
      permission: clusterProposePermission,
      resourceRef: clusterPermissionResourceRef,
      credentials,
      // Whoever may change what is desired may have it brought back.
      grant: 'propose:set-parameters',
    });
    const main = profiles.find(({ type }) => type !== 'add-on');
    return decision.allows({
      owner,
      target,
      stage,
      provider,
      profile: main?.name ?? '',
    });
  }
}

function actionsOf(
  row: DriftFindingRow,
  options: {
    cluster: ClusterDetail;
    mayPropose: boolean;
    adopts(finding: DriftFinding): DriftAdoption;
  },
): DriftActions {
  const { cluster, mayPropose, adopts } = options;
  const finding = toFinding(row);
  const reason = whyNotCorrect(cluster, {
    mayPropose,
    wantedBy: (row.wanted_at && row.wanted_by) || undefined,
  });
  const fieldsKnown = finding.differences.some(
    ({ whole }) => whole === undefined,
  );
  return {
    correct: reason ? { allowed: false, reason } : { allowed: true },
    adopt: adopts(finding),
    ignore: fieldsKnown
      ? cluster.permitted['set-parameters']
      : {
          allowed: false,
          reason: 'An exception is for a field, and none is known here',
        },
  };
}

function exceptionsOf({ desired }: ClusterDetail): ClusterDrift['exceptions'] {
  const own = desired?.driftExceptions ?? [];
  return (desired?.layers ?? []).flatMap(({ name, driftExceptions = [] }) =>
    driftExceptions.map(exception => ({
      ...exception,
      layer: name,
      of: own.some(
        ({ layer, object, path, until }) =>
          layer === name &&
          object === exception.object &&
          path === exception.path &&
          until === exception.until,
      )
        ? ('cluster' as const)
        : ('profile' as const),
    })),
  );
}
