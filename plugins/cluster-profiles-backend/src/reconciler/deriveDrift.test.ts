import { deriveDrift } from './deriveDrift';
import { aPicture } from './__testUtils__/pictures';

describe('deriveDrift', () => {
  it.each<[string, Parameters<typeof aPicture>[0]]>([
    ['InSync', {}],
    ['Unknown', { observed: undefined }],
    ['Unknown', { seeLayers: { ingress: undefined } }],
    [
      'Unknown',
      { seeLayers: { ingress: { drift: 'Drifted', digest: 'old' } } },
    ],
    [
      'Drifted',
      { seeLayers: { ingress: { drift: 'Drifted' }, cilium: undefined } },
    ],
    ['Overridden', { seeLayers: { ingress: { drift: 'Overridden' } } }],
    [
      'Drifted',
      {
        seeLayers: {
          ingress: { drift: 'Overridden' },
          cilium: { drift: 'Drifted' },
        },
      },
    ],
  ])('%s: %j', (expected, overrides) => {
    expect(deriveDrift(aPicture(overrides))).toBe(expected);
  });
});
