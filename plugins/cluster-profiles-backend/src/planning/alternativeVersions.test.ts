import { alternativeVersions } from './alternativeVersions';
import { aVersion, baseLayers, existingFacts } from './__testUtils__/builders';

const at = (version: string, kubernetes: string) =>
  aVersion({ version, spec: { layers: baseLayers({ kubernetes }) } });

describe('alternativeVersions', () => {
  const { desired } = existingFacts().base;

  it('names published versions with the same Kubernetes or a newer one', () => {
    expect(
      alternativeVersions({
        profile: 'base',
        desired,
        versions: [
          at('1.2.0', '1.34.9'),
          at('1.3.0', '1.35.2'),
          at('1.4.0', '1.36.0'),
          { ...at('1.3.1', '1.35.3'), state: 'withdrawn' },
          aVersion({ name: 'other', version: '9.0.0' }),
        ],
      }),
    ).toBe(
      'Published versions of base with Kubernetes 1.35.2 or newer: 1.4.0, 1.3.0.',
    );
  });

  it('says when there is none', () => {
    expect(
      alternativeVersions({
        profile: 'base',
        desired,
        versions: [at('1.2.0', '1.34.9')],
      }),
    ).toMatch(/^There is no published version of base/);
  });
});
