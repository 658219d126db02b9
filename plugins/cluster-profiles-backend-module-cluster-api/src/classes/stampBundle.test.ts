import fc from 'fast-check';
import { aBundle } from './__testUtils__/classFiles';
import { stampBundle } from './stampBundle';
import { templateKey, templateReferences } from './templateReferences';

describe('stampBundle', () => {
  it('names everything by its content and lets the class refer to it', () => {
    const bundle = aBundle();
    const stamped = stampBundle(bundle, { namespace: 'team-a' });
    expect(stamped.reference).toEqual({
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'ClusterClass',
      name: `teams-${bundle.hash}`,
      namespace: 'team-a',
    });
    expect(stamped.objects.at(-1)).toBe(stamped.clusterClass);
    expect(stamped.objects.map(({ metadata }) => metadata)).toEqual(
      stamped.objects.map(() =>
        expect.objectContaining({
          name: expect.stringMatching(`-${bundle.hash}$`),
          namespace: 'team-a',
          labels: { 'clusterprofiles.io/bundle': bundle.hash },
        }),
      ),
    );
    const names = stamped.templates.map(({ apiVersion, kind, metadata }) =>
      templateKey({ apiVersion, kind, name: metadata.name }),
    );
    expect(names).toEqual(
      expect.arrayContaining(
        templateReferences(stamped.clusterClass).map(templateKey),
      ),
    );
  });

  it('leaves what authors wrote into variables and patches alone', () => {
    const bundle = aBundle(text =>
      text.replace(
        'default: api.example.com',
        'default: api.example.com, x-metadata: { templateRef: { kind: A, name: b } }',
      ),
    );
    const { clusterClass } = stampBundle(bundle, { namespace: 'team-a' });
    expect(clusterClass.spec?.variables).toEqual(
      bundle.clusterClass.spec?.variables,
    );
    expect(clusterClass.spec?.patches).toEqual(
      bundle.clusterClass.spec?.patches,
    );
  });

  it('makes valid names that stay apart, of whatever names there are', () => {
    const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
    const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,80}[a-z0-9]$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
        names => {
          const [a, b] = names.map(
            chosen =>
              stampBundle(
                {
                  ...aBundle(),
                  clusterClass: {
                    ...aBundle().clusterClass,
                    metadata: { name: chosen },
                  },
                },
                { namespace: 'x' },
              ).reference.name,
          );
          expect(a).toMatch(label);
          expect(b).toMatch(label);
          expect(a).not.toBe(b);
        },
      ),
      { numRuns: 50 },
    );
  });
});
