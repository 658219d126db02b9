import { exampleDocument } from './__testUtils__/exampleProfile';
import { exampleVersion } from './__testUtils__/exampleRows';
import { decidePublish } from './decidePublish';
import type { PublicationFacts } from './PublicationFacts';

function facts(
  version: string,
  options: Partial<PublicationFacts> & { origin?: string } = {},
): PublicationFacts {
  const { origin, ...rest } = options;
  return {
    profile: 'base',
    version,
    versions: [],
    usedBy: [],
    followers: [],
    draft: {
      bundle: {
        document: exampleDocument(({ spec }) => {
          spec.version = version;
        }),
        files: new Map(),
        origin,
      },
      findings: [],
      sources: [],
    },
    ...rest,
  };
}

const upload = { kind: 'publish' as const };
const byPaula = { proposer: 'user:default/paula' };
const origin = 'https://github.com/acme/profiles/blob/main/base/profile.yaml#1';

describe('decidePublish', () => {
  it('plans a first version, in which everything is new', () => {
    const plan = decidePublish(upload, facts('1.0.0'), byPaula);
    expect(plan.findings).toEqual([]);
    expect(plan.rollbackClass).toBe('not-started');
    expect(plan.layers.map(({ action }) => action)).toEqual(
      Array(5).fill('added'),
    );
    expect(plan.publication).toMatchObject({
      profile: 'base',
      version: '1.0.0',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      stateAfter: 'published',
      authors: ['user:default/paula'],
      authorsKnown: true,
      ownerAfter: 'group:default/platform',
    });
    expect(plan.publication).not.toHaveProperty('ownerBefore');
  });

  it('compares with the newest lower version that is not withdrawn', () => {
    const compared = (version: string) =>
      decidePublish(
        upload,
        facts(version, {
          versions: [
            exampleVersion('1.5.0'),
            { ...exampleVersion('1.4.9'), state: 'withdrawn' },
            exampleVersion('1.4.0', ({ spec }) => {
              spec.layers[4].version = '4.13.2';
              spec.parameters = { type: 'object' };
            }),
            exampleVersion('1.3.0'),
          ],
        }),
        byPaula,
      );
    const plan = compared('1.4.10');
    expect(plan.publication?.comparedWith).toBe('1.4.0');
    expect(plan.layers.filter(({ action }) => action !== 'unchanged')).toEqual([
      expect.objectContaining({
        name: 'ingress',
        versionBefore: '4.13.2',
        versionAfter: '4.13.3',
        semver: 'patch',
      }),
    ]);
    expect(plan.settings.map(({ path }) => path)).toEqual([
      '/parameters/properties',
    ]);
    // a patch of an older line is allowed
    expect(compared('1.3.1').publication?.comparedWith).toBe('1.3.0');
    expect(compared('1.3.1').findings).toEqual([]);
  });

  it('shows the way of Kubernetes', () => {
    const before = {
      ...exampleVersion('1.0.0', ({ spec }) => {
        spec.layers[1].version = '1.34.3';
      }),
      kubernetesVersion: '1.34.3',
    };
    expect(
      decidePublish(upload, facts('1.1.0', { versions: [before] }), byPaula)
        .kubernetesPath,
    ).toEqual(['1.34.3', '1.35.2']);
  });

  it.each([
    [{}, 'user:default/paula', true],
    [{}, 'service:ci', false],
    [{ url: origin }, 'user:default/paula', false],
    [
      { url: origin, authors: ['user:default/pete'] },
      'user:default/paula',
      false,
    ],
    [{ url: origin, authors: ['user:default/pete'] }, 'service:ci', true],
    [{ authors: ['user:default/pete'] }, 'service:ci', true],
  ])('knows the authors of %j by %s: %s', (request, proposer, known) => {
    const { publication, findings } = decidePublish(
      { ...upload, ...request },
      facts('1.0.0', { origin: (request as { url?: string }).url }),
      { proposer },
    );
    expect(publication?.authorsKnown).toBe(known);
    expect(publication?.authors).toContain(proposer);
    expect(findings.map(({ code }) => code)).toEqual(
      known ? [] : ['authors-unknown'],
    );
  });

  it.each([
    ['the same place', { owner: 'group:default/platform', origin }, false],
    [
      'another branch of it',
      {
        owner: 'group:default/platform',
        origin: origin.replace('main', 'other'),
      },
      false,
    ],
    ['an upload', { owner: 'group:default/platform' }, true],
    ['another owner', { owner: 'group:default/search', origin }, true],
    [
      'another repository',
      {
        owner: 'group:default/platform',
        origin: origin.replace('acme', 'evil'),
      },
      true,
    ],
  ])('asks the owner of a name from %s', (_, known, asks) => {
    const plan = decidePublish(
      { ...upload, url: origin, authors: ['user:default/pete'] },
      facts('1.0.0', { known, origin }),
      { proposer: 'service:ci' },
    );
    expect(plan.publication?.ownerBefore).toBe(asks ? known.owner : undefined);
    expect(plan.findings.map(({ code }) => code)).toEqual(
      asks ? ['name-belongs-elsewhere'] : [],
    );
  });
});
