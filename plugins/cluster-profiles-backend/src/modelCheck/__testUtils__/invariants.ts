import type {
  ApprovalRow,
  BreakGlassRow,
  ChangeRow,
  ClusterRow,
  RevisionRow,
} from '../../database/tables';
import { findBrokenChain } from '../../reconciler/findBrokenChain';
import { loadCluster } from '../../reconciler/loadCluster';
import type { ModelWorld } from './ModelWorld';

const ENDS = [
  'applied',
  'rejected',
  'cancelled',
  'expired',
  'superseded',
  'failed',
];

/** What held after the step before, to tell what a step did. */
export interface Before {
  desired: Map<string, number | null>;
  applied: Map<string, number | null>;
  accepted: Set<string>;
}

export function nothingBefore(): Before {
  return { desired: new Map(), applied: new Map(), accepted: new Set() };
}

function fail(invariant: string, what: string): never {
  throw new Error(`${invariant}: ${what}`);
}

/** Throws an error that begins with the name of what does not hold. Gives what the next look compares with. */
export async function checkInvariants(
  world: ModelWorld,
  before: Before,
): Promise<Before> {
  const { knex, journal } = world;
  const changes = await knex<ChangeRow>('changes');
  const byId = new Map(changes.map(change => [change.id, change]));
  const clusters = await knex<ClusterRow>('clusters');

  const accepted = new Set<string>();
  for (const change of changes) {
    const key = `${change.id} ${change.accepted_at}`;
    if (change.accepted_at && change.created_at > world.startedAt) {
      accepted.add(key);
      const wrong = before.accepted.has(key)
        ? undefined
        : journal.whyNotAccepted(change);
      if (wrong) fail('whole chain', wrong);
    }
  }
  await checkUses(world, changes);

  const seen = new Set<string>();
  for (const decision of await knex<ApprovalRow>('approvals')) {
    const key = `${decision.change_id} ${decision.planned_at} ${decision.approver}`;
    if (seen.has(key)) fail('counted once', key);
    seen.add(key);
    const change = byId.get(decision.change_id)!;
    if (change.created_at > world.startedAt) {
      const wrong = journal.whyNotDecided(change, decision);
      if (wrong) fail('counted once', wrong);
    }
  }

  checkHolders(world);
  for (const { uid, name } of clusters) {
    const underWay = changes.filter(
      change =>
        change.subject_uid === uid &&
        ['accepted', 'applying'].includes(change.state),
    );
    if (underWay.length > 1) {
      fail('one at a time', `${name}: ${underWay.map(it => it.summary)}`);
    }
  }

  await checkRevisions(world, { before, clusters, byId });
  return {
    accepted,
    desired: new Map(clusters.map(it => [it.uid, it.desired_revision])),
    applied: new Map(clusters.map(it => [it.uid, it.applied_revision])),
  };
}

/** Whoever broke the glass has a use that others review, and no other one that they have not reviewed. */
async function checkUses(
  world: ModelWorld,
  changes: ChangeRow[],
): Promise<void> {
  const uses = await world.knex<BreakGlassRow>('break_glass');
  for (const change of changes) {
    const isKept = uses.some(
      use =>
        use.change_id === change.id && use.plan_digest === change.plan_digest,
    );
    if (world.journal.isGlassBroken(change) && !isKept) {
      fail('review is open', `${change.summary} has nobody to review it`);
    }
  }
  const open = uses.filter(({ closed_at: closed }) => closed === null);
  if (new Set(open.map(({ actor }) => actor)).size < open.length) {
    fail('review is open', 'somebody broke the glass twice');
  }
}

/** Of several who work on one cluster, one has a claim that has not lapsed. */
function checkHolders(world: ModelWorld): void {
  const holders = new Set<string>();
  const now = world.now.getTime();
  for (const job of world.processes.flatMap(({ jobs }) => jobs)) {
    if (job.leaseUntil > now && !job.abort.signal.aborted) {
      const { kind, id } = job.item;
      if (holders.has(`${kind} ${id}`)) {
        fail('one holder', `${kind} ${id} is worked on twice`);
      }
      holders.add(`${kind} ${id}`);
    }
  }
}

async function checkRevisions(
  world: ModelWorld,
  options: {
    before: Before;
    clusters: ClusterRow[];
    byId: Map<string, ChangeRow>;
  },
): Promise<void> {
  const { before, byId } = options;
  for (const cluster of options.clusters) {
    const { uid, name, desired_revision: number } = cluster;
    const was = before.desired.get(uid) ?? null;
    if (number !== null && number > (was ?? 0)) {
      const revision = (await world
        .knex<RevisionRow>('revisions')
        .where({ cluster_uid: uid, number })
        .first())!;
      const { baseRevision } = JSON.parse(byId.get(revision.change_id)!.plan!);
      if (baseRevision !== was) {
        fail(
          'starts from the one before',
          `revision ${number} of ${name} starts from ${baseRevision}, not ${was}`,
        );
      }
    }
    if (cluster.applied_revision !== (before.applied.get(uid) ?? null)) {
      const loaded = await loadCluster(world.knex, uid);
      const broken =
        loaded &&
        ('hold' in loaded
          ? loaded.hold
          : findBrokenChain(loaded, world.context.keys));
      if (broken) fail('whole chain', `${name}: ${broken.message}`);
    }
  }
}

/** Everybody answers again, and time passes: every change comes to an end. */
export async function checkEnds(world: ModelWorld): Promise<void> {
  await world.knex('simulator_misbehaviours').delete();
  for (let index = 0; index < world.processes.length; index++) {
    await world.restart(index);
  }
  let open: ChangeRow[] = [];
  for (let round = 0; round < 60; round++) {
    await workOff(world);
    open = (await world.changes()).filter(({ state }) => !ENDS.includes(state));
    if (open.length === 0) {
      return;
    }
    world.surroundings.clock.advance(round < 20 ? 60 : 1800);
  }
  fail(
    'every change ends',
    open
      .map(it => `${it.summary} stays ${it.state}: ${it.state_reason}`)
      .join(),
  );
}

async function workOff(world: ModelWorld): Promise<void> {
  const [process] = world.processes;
  for (const kind of ['change', 'cluster'] as const) {
    for (let count = 0; count < 30; count++) {
      if (!(await process.work(kind))) {
        break;
      }
    }
  }
}

/** A start of a process that is well alters nothing. */
export async function checkRestart(
  world: ModelWorld,
  index: number,
): Promise<void> {
  const before = JSON.stringify(await world.surroundings.database.dump());
  await world.restart(index);
  const after = JSON.stringify(await world.surroundings.database.dump());
  if (before !== after) {
    fail('a restart changes nothing', 'rows differ');
  }
}

/** What was written came of an accepted and started change, and took effect once. */
export async function checkWrites(world: ModelWorld): Promise<void> {
  const repeated = await world
    .knex('simulator_operations')
    .where('effective', '>', 1);
  if (repeated.length > 0) fail('written once', JSON.stringify(repeated[0]));
  const unfounded = await world
    .knex('simulator_operations as o')
    .leftJoin('revisions as r', {
      'r.cluster_uid': 'o.cluster_uid',
      'r.number': 'o.revision',
    })
    .leftJoin('changes as c', 'c.id', 'r.change_id')
    .where(it => it.whereNull('r.number').orWhereNull('c.planned_at'))
    .first();
  if (unfounded) fail('written as accepted', JSON.stringify(unfounded));
}
