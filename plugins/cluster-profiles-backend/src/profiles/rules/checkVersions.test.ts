import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkVersions } from './checkVersions';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkVersions(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkVersions', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it.each(['1.4', 'v1.4.0', '1.4.0+build', 'new'])(
    'refuses %s as version of the profile',
    version => {
      expect(
        found(({ document: { spec } }) => {
          spec.version = version;
        }),
      ).toEqual(['bad-profile-version /spec/version']);
    },
  );

  it('wants semver of Kubernetes and of charts, not of others', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.version = '1.0.0-rc.1';
        spec.layers[0].version = 'noble';
        spec.layers[1].version = 'v1.35';
        spec.layers[2].version = 'latest';
        spec.layers[3].version = 'v1.18.6';
      }),
    ).toEqual([
      'bad-kubernetes-version /spec/layers/1/version',
      'bad-chart-version /spec/layers/2/version',
    ]);
  });

  it('takes versions of Kubernetes to go through, older than where it leads', () => {
    const through = (index: number, ...versions: string[]) =>
      found(({ document: { spec } }) => {
        spec.layers[1].version = '1.35.2';
        spec.layers[index].through = versions;
      });
    expect(through(1, '1.33.9', '1.34.3')).toEqual([]);
    expect(through(1, '1.34', 'v1.34.3', '1.35.2')).toEqual([
      'bad-through-version /spec/layers/1/through/0',
      'bad-through-version /spec/layers/1/through/1',
      'bad-through-version /spec/layers/1/through/2',
    ]);
    expect(through(0, '1.34.3')).toEqual([
      'through-not-kubernetes /spec/layers/0/through',
    ]);
  });
});
