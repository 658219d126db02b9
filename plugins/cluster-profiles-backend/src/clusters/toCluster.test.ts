import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  layerDigest,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterRow } from '../database/tables';
import { toCluster, toClusterDetail } from './toCluster';

const row: ClusterRow = {
  uid: 'uid',
  name: 'payments',
  live_name: 'payments',
  owner_ref: 'group:default/checkout',
  description: null,
  target: 'dev-eu1',
  provider: 'simulator',
  region: 'eu',
  stage: 'development',
  desired_revision: null,
  applied_revision: null,
  last_revision: 0,
  phase: 'requested',
  phase_reason: 'The request is being planned',
  profile: 'base',
  profile_version: '1.0.0',
  kubernetes_version: null,
  nodes: 0,
  ends_on: null,
  end_told_days: null,
  overrides_expire_at: null,
  record_due_at: null,
  drift: 'Unknown',
  drift_notice_due: 0,
  follow: 'pinned',
  paused: 0,
  protected: 1,
  has_issue: 0,
  conditions: '[]',
  observed: null,
  observed_at: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  deleted_at: null,
};

const layer = (name: string, health: ObservedLayer['health']) => ({
  name,
  health,
  drift: 'InSync' as const,
});

describe('toCluster', () => {
  it('turns what the database has none of into absence, and numbers into booleans', () => {
    const cluster = JSON.parse(
      JSON.stringify(toCluster(row, { profiles: [], behind: 0 })),
    );
    expect(cluster).toEqual({
      uid: 'uid',
      name: 'payments',
      owner: 'group:default/checkout',
      target: 'dev-eu1',
      provider: 'simulator',
      region: 'eu',
      stage: 'development',
      phase: 'requested',
      phaseReason: 'The request is being planned',
      hasIssue: false,
      profiles: [],
      behind: 0,
      drift: 'Unknown',
      follow: 'pinned',
      paused: false,
      protected: true,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    });
  });

  it('says when support of its Kubernetes version ends', () => {
    expect(
      toCluster(row, {
        profiles: [],
        behind: 0,
        kubernetesEndOfLife: '2027-02-28',
      }),
    ).toMatchObject({ kubernetesEndOfLife: '2027-02-28' });
  });

  it('names the change under way without its other columns', () => {
    const change = { id: 'c', kind: 'resize', state: 'applying', plan: '{}' };
    expect(toCluster(row, { profiles: [], behind: 0, change }).change).toEqual({
      id: 'c',
      kind: 'resize',
      state: 'applying',
    });
  });
});

describe('toClusterDetail', () => {
  const detail = (layers: ObservedLayer[]) =>
    toClusterDetail(
      { ...row, observed: JSON.stringify({ layers }) },
      { profiles: [], behind: 0 },
      aDesiredState(),
    ).layers;

  it('puts desired beside observed, in the order of the stack', () => {
    expect(
      detail([layer('cilium', 'Healthy'), layer('ubuntu', 'Healthy')]).map(
        ({ name, observed }) => [name, observed?.health],
      ),
    ).toEqual([
      ['ubuntu', 'Healthy'],
      ['kubernetes', undefined],
      ['cilium', 'Healthy'],
      ['ingress', undefined],
    ]);
  });

  it.each<[string, Partial<ObservedLayer>, string[]]>([
    ['proven', {}, []],
    ['not healthy', { health: 'Progressing' }, ['cilium']],
    ['not known', { health: 'Unknown' }, ['cilium']],
    ['of another content', { digest: 'before' }, ['cilium']],
    ['healthy, yet without proof', { version: undefined }, ['cilium']],
  ])('waits for what it depends on: %s', (_, change, waitsFor) => {
    const cilium = aDesiredState().layers.find(
      ({ name }) => name === 'cilium',
    )!;
    const proven = {
      ...layer('cilium', 'Healthy'),
      version: cilium.version,
      digest: layerDigest(cilium),
    };
    expect(detail([{ ...proven, ...change }])[3].waitsFor).toEqual(waitsFor);
  });

  it('waits for nothing once it is written as desired', () => {
    const ingress = aDesiredState().layers.find(
      ({ name }) => name === 'ingress',
    )!;
    const of = (digest: string) =>
      detail([
        layer('cilium', 'Progressing'),
        { ...layer('ingress', 'Healthy'), digest },
      ])[3].waitsFor;
    expect(of(layerDigest(ingress))).toEqual([]);
    expect(of('that of the version before')).toEqual(['cilium']);
  });

  it('shows what runs but is not wanted', () => {
    expect(detail([layer('leftover', 'Healthy')]).at(-1)).toEqual({
      name: 'leftover',
      profile: '',
      kind: 'addon',
      observed: layer('leftover', 'Healthy'),
      waitsFor: [],
    });
  });

  it('has no layers before anything is desired or observed', () => {
    expect(
      toClusterDetail(row, { profiles: [], behind: 0 }, undefined),
    ).toMatchObject({ layers: [], conditions: [], observed: undefined });
  });
});
