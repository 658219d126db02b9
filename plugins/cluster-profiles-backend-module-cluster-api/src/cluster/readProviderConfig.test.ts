import type { JsonObject } from '@backstage/types';
import { pickClassSource, readProviderConfig } from './readProviderConfig';

describe('readProviderConfig', () => {
  it('takes the shortest entry', () => {
    expect(readProviderConfig({ classes: './cluster-api' })).toEqual({
      entry: {
        classes: './cluster-api',
        variables: {},
        variablesByKubernetes: {},
        pools: {},
      },
      findings: [],
    });
  });

  it('takes a pool by its worker class, or with all its settings', () => {
    expect(
      readProviderConfig({
        match: { cloud: 'aws' },
        classes: './aws/class.yaml',
        class: 'teams',
        variables: { a: { b: [1] }, c: null },
        variablesByKubernetes: { image: { '1.34': 'x', '1.35.2': 'y' } },
        pools: {
          general: 'default-worker',
          gpu: {
            class: 'gpu',
            failureDomain: 'a',
          },
        },
      }).entry,
    ).toEqual({
      classes: './aws/class.yaml',
      class: 'teams',
      variables: { a: { b: [1] }, c: null },
      variablesByKubernetes: { image: { '1.34': 'x', '1.35.2': 'y' } },
      pools: {
        general: { class: 'default-worker' },
        gpu: {
          class: 'gpu',
          failureDomain: 'a',
        },
      },
    });
  });

  it.each<[JsonObject | undefined, string, RegExp]>([
    [undefined, '/providers/cluster-api', /does not say how/],
    [
      {},
      '/providers/cluster-api/classes',
      /providers.cluster-api.classes: .*missing/,
    ],
    [
      { classes: '/etc' },
      '/providers/cluster-api/classes',
      /path of the bundle/,
    ],
    [{ classes: './a', klass: 'x' }, '/providers/cluster-api', /klass/],
    [
      { classes: './a', pools: { gpu: { maxReplicas: 3 } } },
      '/providers/cluster-api/pools/gpu',
      /maxReplicas/,
    ],
    [
      { classes: './a', variablesByKubernetes: { image: 'x' } },
      '/providers/cluster-api/variablesByKubernetes/image',
      /object/,
    ],
    [
      {
        classes: './a',
        variables: { image: 'x' },
        variablesByKubernetes: { image: { '1.35': 'y' } },
      },
      '/providers/cluster-api/variablesByKubernetes/image',
      /below variables already/,
    ],
    [
      { classes: './a', pools: { gpu: { klass: 'x' } } },
      '/providers/cluster-api/pools/gpu',
      /klass/,
    ],
  ])('refuses %j', (config, path, message) => {
    const { entry, findings } = readProviderConfig(config);
    expect(entry).toBeUndefined();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      severity: 'block',
      code: 'provider-entry-invalid',
      path,
    });
    expect(findings[0].message).toMatch(message);
  });
});

describe('pickClassSource', () => {
  it('leaves out what is not substituted yet', () => {
    const entry = {
      match: { cloud: 'aws' },
      classes: './aws',
      class: 'teams',
      variablesByKubernetes: { image: '${{ layers.ubuntu.values.images }}' },
    };
    expect(readProviderConfig(entry).findings).not.toEqual([]);
    expect(readProviderConfig(pickClassSource(entry))).toEqual({
      entry: {
        classes: './aws',
        class: 'teams',
        variables: {},
        variablesByKubernetes: {},
        pools: {},
      },
      findings: [],
    });
  });
});
