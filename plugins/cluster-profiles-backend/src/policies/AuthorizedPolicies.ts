import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  policyReadPermission,
  type PolicyAnswer,
  type PolicyQuestion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeContext } from '../changes/ChangeContext';
import { policyRules } from '../changes/demandApprovals';
import { unknownCluster } from '../changes/locateRequest';
import { membersByGroup } from '../changes/membersByGroup';
import { toApprovalStatus } from '../changes/toChange';
import { toClusterResource } from '../changes/toClusterResource';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { ClusterRow } from '../database/tables';
import { lifetimeOf } from '../lifetime/limitLifetime';
import { listLimits } from '../limits/listLimits';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import {
  evaluatePolicies,
  stricterPolicy,
  type PolicySubject,
} from './evaluatePolicies';
import { explainFreezes, explainPolicies } from './explainPolicies';
import { findWait, freezesOf } from './findWait';
import { withOpening } from './maintenanceWindows';
import { fillQuestion } from './fillQuestion';

type Options = { credentials: BackstageCredentials };

/** What the policies say, for those who may read them. */
export class AuthorizedPolicies {
  readonly #context: ChangeContext;
  readonly #gate: PermissionGate;
  readonly #clusters: AuthorizedClusters;
  readonly #profiles: AuthorizedProfiles;
  readonly #actor: (credentials: BackstageCredentials) => Promise<Actor>;

  constructor(options: {
    context: ChangeContext;
    gate: PermissionGate;
    clusters: AuthorizedClusters;
    profiles: AuthorizedProfiles;
    actor(credentials: BackstageCredentials): Promise<Actor>;
  }) {
    this.#context = options.context;
    this.#gate = options.gate;
    this.#clusters = options.clusters;
    this.#profiles = options.profiles;
    this.#actor = options.actor;
  }

  /** Throws `NotFoundError` for a cluster that the caller may not see, `InputError` for a target or version that is not there. */
  async explain(
    asked: PolicyQuestion,
    options: Options,
  ): Promise<PolicyAnswer> {
    await this.#gate.require({
      permission: policyReadPermission,
      credentials: options.credentials,
      grant: 'read',
    });
    const { knex, config, clock, directory } = this.#context;
    const cluster = await this.#cluster(asked.cluster, options);
    const readable = new Set(await this.#profiles.names(options));
    const proposer =
      asked.proposer ?? (await this.#actor(options.credentials)).ref;
    const question = {
      ...(await fillQuestion(knex, asked, {
        cluster,
        readable: profile => readable.has(profile),
        config,
      })),
      proposer,
    };
    const subjects = subjectsOf(question, cluster);
    const rules = policyRules(config);
    const policy = subjects
      .map(subject => evaluatePolicies(subject, rules))
      .reduce(stricterPolicy);
    const now = clock.now();
    return {
      question,
      policies: explainPolicies(subjects, config.policies).map(told =>
        withOpening(told, now),
      ),
      freezes: explainFreezes(subjects, config.freezes, now.toISOString()),
      approval: toApprovalStatus(policy, {
        decisions: [],
        membersOf: await membersByGroup(policy, directory),
        now,
      }),
      wait: findWait({
        windows: policy.windows,
        freezes: subjects.flatMap(subject =>
          freezesOf(subject, config.freezes),
        ),
        now,
      }),
      limits: await this.#limits(question, cluster),
      lifetime: lifetimeOf(subjects[subjects.length - 1], config.policies),
    };
  }

  async #cluster(
    name: string | undefined,
    options: Options,
  ): Promise<ClusterRow | undefined> {
    if (name === undefined) {
      return undefined;
    }
    const row = await this.#context
      .knex<ClusterRow>('clusters')
      .where({ live_name: name })
      .first();
    const decision = await this.#clusters.decide(options);
    if (!row || !decision.allows(toClusterResource(row))) {
      throw unknownCluster(name);
    }
    return row;
  }

  async #limits(
    { kind, owner, target, stage, nodes = 0 }: PolicyQuestion,
    cluster?: ClusterRow,
  ): Promise<PolicyAnswer['limits']> {
    const place = this.#context.config.targets.find(
      ({ name }) => name === target,
    );
    if (!owner || !place || !stage) {
      return [];
    }
    return listLimits(this.#context.knex, {
      clusterUid: cluster?.uid ?? '',
      desired: {
        cluster: { uid: '', name: '', owner },
        target: place,
        nodePools: { controlPlane: { replicas: nodes }, workers: [] },
        deleted: kind === 'delete',
      },
      config: this.#context.config,
    });
  }
}

/** As policies look at it: where it leads to, and where it leaves a target also there. */
function subjectsOf(
  question: PolicyQuestion,
  cluster?: ClusterRow,
): PolicySubject[] {
  const { kind, proposer, version, ...rest } = question;
  const subject: PolicySubject = {
    ...rest,
    kind,
    profile: rest.profile ?? '',
    lifecycle: rest.lifecycle ?? '',
    owner: rest.owner ?? '',
    rollbackClass: rest.rollbackClass ?? 'reversible',
    excluded: proposer ? [proposer] : [],
  };
  const leaves = kind === 'retarget' && cluster;
  return leaves
    ? [
        {
          ...subject,
          target: cluster.target,
          stage: cluster.stage as PolicySubject['stage'],
        },
        subject,
      ]
    : [subject];
}
