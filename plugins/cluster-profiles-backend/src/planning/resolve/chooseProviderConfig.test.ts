import type { ClusterProfileSpec } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aTarget, aVersion } from '../__testUtils__/builders';
import { chooseProviderConfig } from './chooseProviderConfig';

const choose = (providers: ClusterProfileSpec['providers']) =>
  chooseProviderConfig({
    version: aVersion({ spec: { providers } }),
    target: aTarget(),
    scope: { layers: { ubuntu: { values: { imageId: 'ami-1' } } } },
  });

describe('chooseProviderConfig', () => {
  it('takes the first entry that fits, substituted and without its match', () => {
    expect(
      choose({
        simulator: [
          { match: { cloud: 'gcp' }, n: 1 },
          {
            match: { cloud: 'aws' },
            imageId: '${{ layers.ubuntu.values.imageId }}',
          },
          { n: 3 },
        ],
      }),
    ).toEqual({ providerConfig: { imageId: 'ami-1' }, findings: [] });
  });

  it('takes an entry without match everywhere', () => {
    expect(choose({ simulator: [{ n: 1 }] }).providerConfig).toEqual({ n: 1 });
  });

  it.each<[ClusterProfileSpec['providers']]>([
    [undefined],
    [{}],
    [{ simulator: [] }],
    [{ 'cluster-api': [{ n: 1 }] }],
  ])('needs none where there is nothing for the provider: %j', providers => {
    expect(choose(providers)).toEqual({ findings: [] });
  });

  it('blocks when no entry fits', () => {
    expect(
      choose({
        simulator: [{ match: { cloud: 'gcp' } }, { match: { x: '1' } }],
      }),
    ).toMatchObject({
      findings: [{ severity: 'block', code: 'provider-entry-missing' }],
    });
  });
});
