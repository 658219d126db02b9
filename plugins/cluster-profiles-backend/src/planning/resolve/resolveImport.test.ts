import type { ImportRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  CLUSTER_UID,
  existingFacts,
  newFacts,
  refusalOf,
} from '../__testUtils__/builders';
import { resolveDesired } from '../resolveDesired';
import type { BaseFacts, PlanningFacts } from '../types';
import { resolveImport } from './resolveImport';

const request: ImportRequest = {
  kind: 'import',
  cluster: 'shop',
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  source: 'old-shop',
};
const importOf = (
  changes: Partial<ImportRequest> = {},
  facts: Partial<PlanningFacts> = {},
) => resolveImport({ ...request, ...changes }, newFacts(facts));
const imported: BaseFacts = {
  ...newFacts({
    versions: [
      aVersion({
        name: 'observability',
        type: 'add-on',
        version: '1.0.0',
        spec: { layers: [{ name: 'loki', kind: 'addon', version: '6.0.0' }] },
      }),
    ],
  }),
  base: { number: 1, desired: importOf().desired },
};

describe('resolveImport', () => {
  it('desires nothing of the base', () => {
    expect(importOf({ description: 'Old' })).toEqual({
      desired: {
        cluster: {
          uid: CLUSTER_UID,
          name: 'shop',
          owner: 'group:default/checkout',
          description: 'Old',
        },
        profiles: [],
        parameters: {},
        poolOverrides: {},
        nodePools: { controlPlane: { replicas: 0 }, workers: [] },
        layers: [],
        driftModes: {},
        follow: 'pinned',
        target: aTarget(),
        providerConfig: { source: 'old-shop' },
        paused: false,
        protected: false,
        deleted: false,
        observeOnly: true,
      },
      findings: [],
    });
  });

  it('looks for its own name where no other is given', () => {
    expect(importOf({ source: undefined }).desired.providerConfig).toEqual({
      source: 'shop',
    });
  });

  it('takes add-on profiles afterwards, and lets go of them', () => {
    const { desired } = resolveDesired(
      {
        kind: 'add-profile',
        cluster: 'shop',
        profile: { name: 'observability', version: '1.0.0' },
      },
      imported,
    );
    expect(desired).toEqual({
      ...imported.base.desired,
      profiles: [expect.objectContaining({ name: 'observability' })],
      parameters: { observability: {} },
      layers: [expect.objectContaining({ name: 'loki' })],
    });
    const facts = { ...imported, base: { number: 2, desired } };
    expect(
      resolveDesired(
        { kind: 'remove-profile', cluster: 'shop', profile: 'observability' },
        facts,
      ).desired,
    ).toEqual(imported.base.desired);
  });

  it.each<
    [string, Partial<ImportRequest>, Partial<PlanningFacts>, string, string]
  >([
    [
      'a cluster that exists',
      {},
      { base: existingFacts().base },
      'cluster-exists',
      '/cluster',
    ],
    [
      'a name in capitals',
      { cluster: 'Shop' },
      {},
      'cluster-name-invalid',
      '/cluster',
    ],
    [
      'an unknown target',
      {},
      { target: undefined },
      'target-unknown',
      '/target',
    ],
    [
      'what was imported already',
      {},
      { importedAs: 'other' },
      'cluster-imported-already',
      '/source',
    ],
    [
      'a full target',
      {},
      { target: aTarget({ limits: { clusters: 2 } }), clustersOnTarget: 2 },
      'target-clusters-limit',
      '/target',
    ],
  ])('refuses %s', (_, changes, facts, code, path) => {
    expect(refusalOf(() => importOf(changes, facts)).details).toMatchObject([
      { severity: 'block', code, path },
    ]);
  });

  it.each<[string, PlanningFacts['target'], string]>([
    [
      'to another place',
      aTarget({ endpoint: 'elsewhere' }),
      'imported-cluster-can-not-move',
    ],
    [
      'to another region',
      aTarget({ region: 'us-east-1' }),
      'cluster-can-not-move',
    ],
  ])('cannot be moved %s', (_, target, code) => {
    const refusal = refusalOf(() =>
      resolveDesired(
        { kind: 'retarget', cluster: 'shop' },
        { ...imported, target },
      ),
    );
    expect(refusal.details).toMatchObject([{ severity: 'block', code }]);
  });
});
