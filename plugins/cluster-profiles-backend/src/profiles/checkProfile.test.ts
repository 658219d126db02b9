import { exampleCheckedProfile } from './__testUtils__/exampleProfile';
import { checkProfile } from './checkProfile';

describe('checkProfile', () => {
  it('has nothing to say about a sound profile', () => {
    expect(checkProfile(exampleCheckedProfile())).toEqual([]);
  });

  it('collects what every rule finds', () => {
    const findings = checkProfile(
      exampleCheckedProfile(({ document, files }) => {
        document.spec.version = 'new';
        document.spec.layers = document.spec.layers.slice(1);
        document.spec.layers[0].dependsOn = ['ghost'];
        files.add('./unused');
      }),
    );
    expect(findings.map(finding => finding.code)).toEqual(
      expect.arrayContaining([
        'bad-profile-version',
        'core-layer-missing',
        'unknown-dependency',
        'unused-file',
      ]),
    );
  });
});
