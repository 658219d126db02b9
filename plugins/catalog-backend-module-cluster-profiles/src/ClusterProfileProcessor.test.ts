import type { Entity } from '@backstage/catalog-model';
import { ClusterProfileProcessor } from './ClusterProfileProcessor';

const location = { type: 'url', target: 'https://example.com/profile.yaml' };

function profile(overrides: { metadata?: object; spec?: object } = {}): Entity {
  return {
    apiVersion: 'clusterprofiles.io/v1alpha1',
    kind: 'ClusterProfile',
    metadata: { name: 'edge-small', ...overrides.metadata },
    spec: {
      type: 'infrastructure',
      owner: 'group:default/platform',
      lifecycle: 'production',
      version: '1.0.0',
      layers: [
        {
          name: 'ubuntu',
          kind: 'os',
          version: '24.04.3',
          source: { type: 'image', repository: 'library', image: 'ubuntu' },
          values: { password: { secretRef: 'x' } },
        },
        { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
      ],
      ...overrides.spec,
    },
  };
}

const os = { name: 'ubuntu', kind: 'os', version: '24.04.3' };

describe('ClusterProfileProcessor', () => {
  const processor = new ClusterProfileProcessor();

  it('knows its own kind and no other', async () => {
    await expect(processor.validateEntityKind(profile())).resolves.toBe(true);
    await expect(
      processor.validateEntityKind({ ...profile(), kind: 'Component' }),
    ).resolves.toBe(false);
    await expect(
      processor.validateEntityKind({
        ...profile(),
        apiVersion: 'clusterprofiles.io/v9',
      }),
    ).resolves.toBe(false);
  });

  it('takes a profile with findings, and refuses what is malformed', async () => {
    // Two layers of one kind, others missing, an odd version: findings, not the catalog's business.
    await expect(
      processor.validateEntityKind(
        profile({ spec: { layers: [os, os], version: 'latest' } }),
      ),
    ).resolves.toBe(true);
    await expect(
      processor.validateEntityKind(profile({ spec: { layers: 'none' } })),
    ).rejects.toThrow('/spec/layers');
    await expect(
      processor.validateEntityKind(profile({ spec: { owner: undefined } })),
    ).rejects.toThrow('owner');
  });

  it('takes the namespace default only', async () => {
    await expect(
      processor.validateEntityKind(profile({ metadata: { namespace: 'x' } })),
    ).rejects.toThrow(
      'metadata.namespace of ClusterProfile edge-small is "x": profiles live in the namespace "default" only; remove the field',
    );
    await expect(
      processor.validateEntityKind(
        profile({ metadata: { namespace: 'default' } }),
      ),
    ).resolves.toBe(true);
  });

  it('relates the profile and its owner, both ways', async () => {
    const emit = jest.fn();
    await processor.postProcessEntity(
      profile({ spec: { owner: 'platform' } }),
      location,
      emit,
    );
    const self = {
      kind: 'ClusterProfile',
      namespace: 'default',
      name: 'edge-small',
    };
    const owner = { kind: 'Group', namespace: 'default', name: 'platform' };
    expect(emit.mock.calls.map(([result]) => result.relation)).toEqual([
      { source: self, type: 'ownedBy', target: owner },
      { source: owner, type: 'ownerOf', target: self },
    ]);
  });

  it('strips values, and what the entries of providers set', async () => {
    const canary = 'canary-Zm9yIHlvdXIgZXllcyBvbmx5';
    const before = profile({
      spec: {
        providers: {
          'cluster-api': [
            {
              match: { cloud: 'aws' },
              classes: './cluster-api/aws',
              variables: { token: canary },
            },
            { variables: { token: canary } },
          ],
        },
      },
    });
    const after = await processor.postProcessEntity(before, location, () => {});
    expect(JSON.stringify(after)).not.toMatch(/secretRef|canary/);
    expect(after.spec?.providers).toEqual({
      'cluster-api': [{ match: { cloud: 'aws' } }, {}],
    });
    expect(after.spec?.layers).toEqual([
      {
        name: 'ubuntu',
        kind: 'os',
        version: '24.04.3',
        source: { type: 'image', repository: 'library', image: 'ubuntu' },
      },
      { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
    ]);
    expect(JSON.stringify(before)).toContain('secretRef');
  });

  it('leaves other entities alone', async () => {
    const emit = jest.fn();
    const entity = { ...profile(), kind: 'Component' };
    await expect(
      processor.postProcessEntity(entity, location, emit),
    ).resolves.toBe(entity);
    expect(emit).not.toHaveBeenCalled();
  });
});
