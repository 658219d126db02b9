import type {
  ClusterChangeRequest,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
  ProfileFiles,
  SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { decideClusterPlan, decideRefusedPlan } from './decideClusterPlan';
import { gatherAnswers } from './gatherAnswers';
import { gatherFacts } from './gatherFacts';
import { refusalsOf } from './refuse';
import { resolveDesired } from './resolveDesired';
import type { ClusterPlanner, PlanDraft, Resolved } from './types';

/** Gathers first, decides by pure rules after. */
export class DefaultClusterPlanner implements ClusterPlanner {
  readonly #knex: Knex;
  readonly #targets: readonly Target[];
  readonly #providers: ReadonlyMap<string, ClusterProvider>;
  readonly #engines: ReadonlyMap<string, AddOnEngine>;
  readonly #files: ProfileFiles;
  readonly #bytes: SourceBytes;
  readonly #instanceId: string;

  constructor(options: {
    knex: Knex;
    targets: readonly Target[];
    providers: ReadonlyMap<string, ClusterProvider>;
    engines: ReadonlyMap<string, AddOnEngine>;
    files: ProfileFiles;
    bytes: SourceBytes;
    instanceId: string;
  }) {
    this.#knex = options.knex;
    this.#targets = options.targets;
    this.#providers = options.providers;
    this.#engines = options.engines;
    this.#files = options.files;
    this.#bytes = options.bytes;
    this.#instanceId = options.instanceId;
  }

  async check(
    request: ClusterChangeRequest,
    clusterUid: string,
  ): Promise<Resolved> {
    return resolveDesired(
      request,
      await gatherFacts(this.#knex, {
        request,
        clusterUid,
        targets: this.#targets,
      }),
    );
  }

  async plan(
    request: ClusterChangeRequest,
    clusterUid: string,
    options: Parameters<ClusterPlanner['plan']>[2] = {},
  ): Promise<PlanDraft> {
    const { baseRevision, reasonSalt, signal } = options;
    const gathered = await gatherFacts(this.#knex, {
      request,
      clusterUid,
      targets: this.#targets,
      baseRevision,
    });
    const facts = { ...gathered, ...(reasonSalt && { reasonSalt }) };
    let resolved: Resolved;
    try {
      resolved = resolveDesired(request, facts);
    } catch (error) {
      const findings = refusalsOf(error);
      if (!findings) {
        throw error;
      }
      return decideRefusedPlan({ kind: request.kind, facts, findings });
    }
    const answers = await gatherAnswers({
      resolved,
      facts,
      providers: this.#providers,
      engines: this.#engines,
      files: this.#files,
      bytes: this.#bytes,
      instanceId: this.#instanceId,
      signal,
    });
    return decideClusterPlan({ resolved, facts, answers });
  }
}
