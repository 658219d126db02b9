import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readImportedConfig } from './readImportedConfig';

const read = (data: JsonObject) =>
  readImportedConfig(mockServices.rootConfig({ data }));
const shop = { name: 'old-shop', kubeconfig: { file: './old-shop' } };

describe('readImportedConfig', () => {
  it('has none by default', () => {
    expect(read({})).toEqual([]);
  });

  it('reads the same ways in as for management clusters', () => {
    expect(
      read({ clusterProfiles: { imported: { clusters: [shop] } } }),
    ).toEqual([
      {
        name: 'old-shop',
        connection: { way: 'kubeconfig', file: './old-shop' },
        requestTimeoutSeconds: 30,
      },
    ]);
  });

  it('reads another way in, for add-ons', () => {
    const delivery = { kubeconfig: { file: './admin', context: 'shop' } };
    expect(
      read({
        clusterProfiles: { imported: { clusters: [{ ...shop, delivery }] } },
      }),
    ).toEqual([
      expect.objectContaining({
        name: 'old-shop',
        delivery: { way: 'kubeconfig', file: './admin', context: 'shop' },
      }),
    ]);
  });

  it.each<[string, JsonObject[], string]>([
    [
      'no way in for add-ons',
      [{ ...shop, delivery: {} }],
      'imported.clusters[0].delivery needs exactly one of',
    ],
    ['no way in', [{ name: 'a' }], 'imported.clusters[0] needs exactly one of'],
    ['one name twice', [shop, shop], 'clusters[1].name: there are two'],
  ])('refuses %s with the path', (_, clusters, message) => {
    expect(() => read({ clusterProfiles: { imported: { clusters } } })).toThrow(
      message,
    );
  });
});
