import {
  layerDigest,
  type ChangeKind,
  type ChangeState,
  type Cluster,
  type ClusterDetail,
  type ClusterLayer,
  type DesiredProfile,
  type DesiredState,
  type ObservedCluster,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterRow } from '../database/tables';
import { isReady } from '../reconciler/layerViews';
import type { ListedClusterRow } from './operations/listClusters';

/** What stands beside a row in lists. */
export interface ClusterContext {
  profiles: DesiredProfile[];
  behind: number;
  latestVersion?: string;
  kubernetesEndOfLife?: string;
  change?: { id: string; kind: string; state: string };
  driftedLayers?: string[];
}

export function toCluster(
  row: ListedClusterRow,
  context: ClusterContext,
): Cluster {
  return {
    uid: row.uid,
    name: row.name,
    owner: row.owner_ref,
    description: row.description ?? undefined,
    target: row.target,
    provider: row.provider,
    region: row.region,
    stage: row.stage as Cluster['stage'],
    phase: row.phase as Cluster['phase'],
    phaseReason: row.phase_reason,
    hasIssue: Boolean(row.has_issue),
    profiles: context.profiles,
    behind: context.behind,
    latestVersion: context.latestVersion,
    kubernetesVersion: row.kubernetes_version ?? undefined,
    kubernetesEndOfLife: context.kubernetesEndOfLife,
    drift: row.drift as Cluster['drift'],
    driftedLayers: context.driftedLayers,
    follow: row.follow as Cluster['follow'],
    paused: Boolean(row.paused),
    protected: Boolean(row.protected),
    endsOn: row.ends_on ?? undefined,
    overridesExpireAt: row.overrides_expire_at ?? undefined,
    revision: row.desired_revision ?? undefined,
    appliedRevision: row.applied_revision ?? undefined,
    change: context.change && {
      id: context.change.id,
      kind: context.change.kind as ChangeKind,
      state: context.change.state as ChangeState,
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    observedAt: row.observed_at ?? undefined,
  };
}

/** `observed` as the reconciler stores it: what the provider answered, with the layers of every engine. */
export function toClusterDetail(
  row: ClusterRow,
  context: ClusterContext,
  desired: DesiredState | undefined,
): Omit<ClusterDetail, 'permitted' | 'overrides'> {
  const observed: ObservedCluster | undefined = row.observed
    ? JSON.parse(row.observed)
    : undefined;
  return {
    ...toCluster(row, context),
    desired,
    observed,
    layers: sideBySide(desired, observed?.layers ?? []),
    conditions: JSON.parse(row.conditions),
  };
}

function sideBySide(
  desired: DesiredState | undefined,
  observed: ObservedLayer[],
): ClusterLayer[] {
  const byName = new Map(observed.map(layer => [layer.name, layer]));
  const wanted = desired?.layers ?? [];
  const ready = new Set(
    wanted
      .filter(layer => isReady(layer, byName.get(layer.name)))
      .map(({ name }) => name),
  );
  const layers: ClusterLayer[] = wanted.map(layer => {
    const seen = byName.get(layer.name);
    // What has come already waits for nothing, whatever becomes of what it depends on.
    const needed = seen?.digest === layerDigest(layer) ? [] : layer.dependsOn;
    return {
      name: layer.name,
      profile: layer.profile,
      kind: layer.kind,
      category: layer.category,
      desiredVersion: layer.version,
      observed: seen,
      waitsFor: needed.filter(name => !ready.has(name)),
    };
  });
  const extra = observed.filter(
    layer => !wanted.some(({ name }) => name === layer.name),
  );
  return [
    ...layers,
    ...extra.map(layer => ({
      name: layer.name,
      profile: '',
      kind: 'addon' as const,
      observed: layer,
      waitsFor: [],
    })),
  ];
}
