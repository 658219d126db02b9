import { exampleCheckedProfile } from './__testUtils__/exampleProfile';
import { checkCatalogDraft, checkProfile } from './checkProfile';

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

describe('checkCatalogDraft', () => {
  it('says nothing of values and files, which the catalog does not hold', () => {
    const { files, ...profile } = exampleCheckedProfile();
    const [layer] = profile.document.spec.layers;
    layer.source = { type: 'manifests', path: './not-in-the-catalog' };
    expect(checkCatalogDraft(profile)).toEqual([]);
    expect(
      checkProfile({ ...profile, files: new Set() }).map(({ code }) => code),
    ).toContain('missing-file');
  });

  it('says what the rest of the document has wrong', () => {
    const { files, ...profile } = exampleCheckedProfile();
    profile.document.spec.layers = profile.document.spec.layers.filter(
      ({ kind }) => kind !== 'storage',
    );
    expect(checkCatalogDraft(profile)).not.toEqual([]);
  });
});
