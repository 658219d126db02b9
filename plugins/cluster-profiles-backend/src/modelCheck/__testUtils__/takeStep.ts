import {
  BREAK_GLASS_KINDS,
  type ChangeKind,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { breakGlass } from '../../breakGlass/breakGlass';
import { findOpenUse, loadGlass } from '../../breakGlass/loadGlass';
import { reviewGlass } from '../../breakGlass/reviewGlass';
import { whyNotBreakGlass } from '../../breakGlass/whyNotBreakGlass';
import { cancelChange } from '../../changes/cancelChange';
import { decideChange } from '../../changes/decideChange';
import { replanChange, retryChange } from '../../changes/replanChange';
import type { ChangeRow } from '../../database/tables';
import { proposeRemovals } from '../../overrides/proposeRemovals';
import { CLUSTERS, publication, VERSIONS, type ModelWorld } from './ModelWorld';
import { CHECKOUT, PEOPLE, PLATFORM } from './people';
import { POLICIES } from './policies';
import type { ModelStep } from './steps';

const MISBEHAVIOURS = ['unreachable', 'drift-layer', 'hang', 'fail-step'];
const WORK = ['change', 'cluster', 'cluster'] as const;

/** Said to a caller who asks for what cannot be: no fault of the code. */
const REFUSALS = [
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
];

/** Takes a step, as far as it can be taken now. Throws what no code should throw. */
export async function takeStep(
  world: ModelWorld,
  step: ModelStep,
): Promise<void> {
  try {
    await perform(world, step);
  } catch (error) {
    if (!REFUSALS.includes((error as Error).name)) {
      throw error;
    }
  }
}

async function perform(world: ModelWorld, step: ModelStep): Promise<void> {
  const { context } = world;
  switch (step.do) {
    case 'propose':
      await world.propose(requestOf(world, step), PEOPLE[step.who]);
      return;
    case 'publish':
      await world.propose(
        step.value < 7
          ? publication(VERSIONS[2], [PEOPLE[step.value % 6].ref])
          : {
              kind: 'withdraw',
              profile: 'base',
              version: VERSIONS[step.value % 3],
              reason: 'it is over',
            },
        PEOPLE[step.who],
      );
      return;
    case 'approve':
    case 'reject':
      await decide(world, step);
      return;
    case 'break-glass':
      await useGlass(world, step);
      return;
    case 'review': {
      const change = await pick(world, step.change, ['glass']);
      if (change) {
        await reviewGlass(context, {
          changeId: change.id,
          verdict: step.rejects ? 'rejected' : 'confirmed',
          actor: PEOPLE[step.who],
        });
      }
      return;
    }
    case 'cancel':
    case 'replan':
    case 'retry': {
      const change = await pick(world, step.change);
      if (change) {
        const verb = {
          cancel: cancelChange,
          replan: replanChange,
          retry: retryChange,
        }[step.do];
        await verb(context, { change, actor: change.proposer });
      }
      return;
    }
    case 'policy':
      // No plan is made at the same moment.
      world.surroundings.clock.advance(0.001);
      world.surroundings.config.policies = POLICIES[step.value].config;
      world.journal.setPolicy(step.value, world.now);
      world.surroundings.clock.advance(0.001);
      return;
    case 'wait':
      world.surroundings.clock.advance(step.minutes * 60);
      return;
    case 'sweep':
      await proposeRemovals(context);
      return;
    case 'misbehave':
      await world
        .knex('simulator_misbehaviours')
        .insert({
          id: `${step.kind}-${world.now.getTime()}-${step.cluster}`,
          kind: MISBEHAVIOURS[step.kind],
          cluster: CLUSTERS[step.cluster].name,
          created_at: world.now.toISOString(),
        })
        // Told twice at the same moment is told once.
        .onConflict('id')
        .ignore();
      return;
    case 'behave':
      await world.knex('simulator_misbehaviours').delete();
      return;
    default:
      await operate(world, step);
  }
}

/** What happens to processes. */
async function operate(
  world: ModelWorld,
  step: Extract<ModelStep, { process: number }>,
): Promise<void> {
  const process = world.processes[step.process];
  switch (step.do) {
    case 'work':
      await process.work(WORK[step.kind], {
        holdAt: step.holdAt,
        fails: refuseFaults,
      });
      return;
    case 'resume': {
      const job = process.jobs[step.job % Math.max(1, process.jobs.length)];
      if (job) {
        await process.resume(job, step);
      }
      return;
    }
    default:
      // What it was in the middle of is never heard of again.
      await world.restart(step.process);
  }
}

/** Work may fail because somebody does not answer or was faster, never because the code is wrong. */
function refuseFaults(error: unknown): void {
  const { name, message } = error as Error;
  if (['TypeError', 'RangeError', 'ReferenceError'].includes(name)) {
    throw error;
  }
  if (message.includes('SQLITE')) {
    throw error;
  }
}

async function decide(
  world: ModelWorld,
  step: Extract<ModelStep, { service: boolean }>,
): Promise<void> {
  const change = await pick(world, step.change, ['awaiting-approval']);
  if (!change) {
    return;
  }
  const person = PEOPLE[step.who];
  await decideChange(world.context, {
    changeId: change.id,
    decision: step.do === 'approve' ? 'approved' : 'rejected',
    planDigest: change.plan_digest!,
    comment: 'so be it',
    actor: { ...person, ownSignIn: !step.service },
  });
  if (step.do === 'approve' && !step.service) {
    world.journal.approved(change, person.ref);
  }
}

async function useGlass(
  world: ModelWorld,
  step: Extract<ModelStep, { do: 'break-glass' }>,
): Promise<void> {
  const change = await pick(world, step.change, ['awaiting-approval']);
  const actor = PEOPLE[step.who];
  if (!change) {
    return;
  }
  const refusal = whyNotBreakGlass({
    actor,
    change,
    permissionsEnabled: true,
    allowed: actor.groups.includes(PLATFORM),
    platformGroup: PLATFORM,
    glass: (await loadGlass(world.knex, change.id))?.use,
    openUse: await findOpenUse(world.knex, actor.ref),
  });
  if (refusal || !BREAK_GLASS_KINDS.includes(change.kind as ChangeKind)) {
    return;
  }
  await breakGlass(world.context, {
    changeId: change.id,
    planDigest: change.plan_digest!,
    reason: 'it burns',
    actor,
  });
  world.journal.brokeGlass(change);
}

/** One of the changes that wait for such a step, else one of all, the latest first. */
async function pick(
  world: ModelWorld,
  index: number,
  wanted: string[] = [],
): Promise<ChangeRow | undefined> {
  const all = await world.changes();
  const broken = wanted.includes('glass')
    ? await world.knex('break_glass').pluck('change_id')
    : [];
  const fitting = all.filter(
    ({ id, state }) => wanted.includes(state) || broken.includes(id),
  );
  const among = fitting.length > 0 ? fitting : all;
  return among[index % Math.max(1, among.length)];
}

function requestOf(
  world: ModelWorld,
  step: Extract<ModelStep, { do: 'propose' }>,
): ChangeRequest {
  const { value } = step;
  const { name: cluster, target } = CLUSTERS[step.cluster];
  const place = {
    layer: 'metrics-server',
    path: value % 2 ? '/replicas' : '/args/log',
  };
  const requests: ChangeRequest[] = [
    {
      kind: 'create',
      cluster,
      target,
      owner: CHECKOUT,
      profile: { name: 'base', version: VERSIONS[value % 2] },
      follow: value > 6 ? 'minor' : 'pinned',
    },
    { kind: 'set-parameters', cluster, parameters: { workers: value } },
    { kind: 'upgrade', cluster, version: VERSIONS[value % 3] },
    { kind: 'roll-back', cluster, revision: 1 + (value % 4) },
    { kind: 'resize', cluster, controlPlane: value % 2 ? 1 : 3 },
    { kind: 'pause', cluster },
    { kind: 'resume', cluster },
    { kind: 'protect', cluster, protected: value % 2 === 0 },
    { kind: 'delete', cluster },
    {
      kind: 'override',
      cluster,
      overrides: [{ ...place, value }],
      reason: 'for a while',
      expires: new Date(
        world.now.getTime() + (1 + value) * 3_600_000,
      ).toISOString(),
    },
    { kind: 'remove-override', cluster, overrides: [place] },
    // Most runs begin with a cluster.
    {
      kind: 'create',
      cluster,
      target,
      owner: CHECKOUT,
      profile: { name: 'base', version: VERSIONS[0] },
    },
  ];
  return requests[step.kind];
}
