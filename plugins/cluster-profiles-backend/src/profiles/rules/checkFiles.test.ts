import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkFiles } from './checkFiles';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkFiles(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkFiles', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds files that are missing, and files that nobody needs', () => {
    expect(
      found(({ document: { spec }, files }) => {
        spec.layers[4].source = { type: 'manifests', path: './manifests' };
        spec.layers.push({
          name: 'policies',
          kind: 'addon',
          version: '1',
          source: { type: 'manifests', path: './policies.yaml' },
        });
        spec.providers = {
          'cluster-api': [
            { match: { cloud: 'aws' }, classes: './aws/' },
            { match: { cloud: 'gcp' }, classes: './gcp' },
          ],
        };
        files
          .add('./manifests/a.yaml')
          .add('./aws/class.yaml')
          .add('./gcp.yaml');
      }),
    ).toEqual([
      'missing-file /spec/layers/5/source/path',
      'missing-file /spec/providers/cluster-api/1/classes',
      'warn unused-file /files/.~1gcp.yaml',
    ]);
  });
});
