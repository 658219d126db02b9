import { randomUUID } from 'node:crypto';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import {
  layersAsDesired,
  observedAsDesired,
} from '../../plugins/cluster-profiles-backend/src/reconciler/__testUtils__/scripted';

const BATCH = 20;
const AT = Date.parse('2026-01-01T00:00:00.000Z');
/** What the clusters run: most the newest, a few something else. */
const RUNS = [
  { profile: 'production-base', profile_version: '1.4.0' },
  { profile: 'production-base', profile_version: '1.4.0' },
  { profile: 'production-base', profile_version: '1.3.1' },
  { profile: 'production-base', profile_version: '1.4.0' },
  { profile: 'edge-small', profile_version: '1.0.0' },
].map(run => ({
  ...run,
  kubernetes_version: run.profile_version === '1.4.0' ? '1.35.2' : '1.34.4',
}));
const STAGES = ['development', 'staging', 'production'];

/** Clusters at rest with what was observed of them and the change that made them, as the plugin stores them. */
export async function insertFleet(
  knex: Knex,
  options: { clusters: number; ownerOf: (index: number) => string },
): Promise<void> {
  const { clusters: count, ownerOf } = options;
  const observed = JSON.stringify(anObservation());
  for (let start = 0; start < count; start += BATCH) {
    const indexes = Array.from(
      { length: Math.min(BATCH, count - start) },
      (_, offset) => start + offset,
    );
    const clusters = indexes.map(index =>
      aCluster({ index, owner: ownerOf(index), observed }),
    );
    await knex.transaction(async tx => {
      await tx('clusters').insert(clusters);
      await tx('revision_profiles').insert(
        clusters.map(({ uid, profile, profile_version: version }) => ({
          cluster_uid: uid,
          profile,
          version,
        })),
      );
      await tx('changes').insert(clusters.map(aChange));
    });
  }
}

function aCluster(options: { index: number; owner: string; observed: string }) {
  const { index, owner, observed } = options;
  // Scattered, so that neither name nor owner follows the order of insertion.
  const name = `fleet-${(index * 7919) % 10_000}-${index}`;
  const at = new Date(AT + index * 60_000).toISOString();
  return {
    uid: randomUUID(),
    name,
    live_name: name,
    owner_ref: owner,
    target: `target-${index % 12}`,
    provider: 'simulator',
    region: 'eu-central-1',
    stage: STAGES[index % STAGES.length],
    desired_revision: 1,
    applied_revision: 1,
    last_revision: 1,
    phase: index % 50 === 0 ? 'degraded' : 'ready',
    phase_reason: 'All is as desired',
    ...RUNS[index % RUNS.length],
    drift: index % 40 === 0 ? 'Drifted' : 'InSync',
    follow: 'pinned',
    has_issue: index % 50 === 0 || index % 40 === 0,
    conditions: '[]',
    observed,
    observed_at: at,
    created_at: at,
    // In another order than they were made.
    updated_at: new Date(AT + ((index * 7919) % 10_000) * 60_000).toISOString(),
  };
}

function aChange(cluster: ReturnType<typeof aCluster>) {
  return {
    id: randomUUID(),
    kind: 'create',
    subject_kind: 'cluster',
    subject_name: cluster.name,
    subject_uid: cluster.uid,
    owner_ref: cluster.owner_ref,
    stage: cluster.stage,
    target: cluster.target,
    proposer: 'user:default/alice',
    request_digest: '0',
    request: '{}',
    summary: `Create ${cluster.name}`,
    state: 'applied',
    revision: 1,
    steps: '[]',
    created_at: cluster.created_at,
    updated_at: cluster.created_at,
  };
}

/** Eight machines and eleven layers: about 4 kB. */
function anObservation() {
  const desired = aDesiredState();
  const large = {
    ...desired,
    nodePools: {
      controlPlane: { replicas: 3 },
      workers: [{ name: 'general', replicas: 5 }],
    },
    layers: [
      ...desired.layers,
      ...Array.from({ length: 7 }, (_, index) =>
        aLayer({ name: `add-on-${index}` }),
      ),
    ],
  };
  const observed = observedAsDesired(large, 1);
  return {
    ...observed,
    layers: [...observed.layers, ...layersAsDesired(large)],
  };
}
