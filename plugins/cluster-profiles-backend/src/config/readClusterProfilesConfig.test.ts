import { ConfigReader } from '@backstage/config';
import { readClusterProfilesConfig } from './readClusterProfilesConfig';

const read = (clusterProfiles?: object) =>
  readClusterProfilesConfig(
    new ConfigReader(
      clusterProfiles ? { clusterProfiles: clusterProfiles as any } : {},
    ),
  );

const target = {
  name: 'dev-eu1',
  provider: 'simulator',
  region: 'eu-central-1',
  stage: 'development',
};

describe('readClusterProfilesConfig', () => {
  it('has defaults for all but targets', () => {
    const config = read();
    expect(config.targets).toEqual([]);
    expect(config.platformGroup).toBe('group:default/platform');
    expect(config.repositories).toEqual([
      { name: 'library', type: 'library', state: 'allowed', choices: [] },
    ]);
    expect(config.writes).toBe(true);
    expect(config.changes.expiryHours).toBe(72);
  });

  it('knows more ends of life than the shipped ones, and moves those', () => {
    const { endOfLife } = read({
      kubernetes: { endOfLife: { '1.99': '2099-01-31', '1.35': '2028-01-31' } },
    }).kubernetes;
    expect(endOfLife).toMatchObject({
      '1.34': '2026-10-27',
      '1.35': '2028-01-31',
      '1.99': '2099-01-31',
    });
    expect(read().kubernetes.endOfLife['1.35']).toBe('2027-02-28');
  });

  it('reads repositories on the network, and the mirror', () => {
    const { repositories, mirror } = read({
      repositories: [
        { name: 'stable', type: 'helm', url: 'https://charts.example/stable' },
        {
          name: 'registry',
          type: 'oci',
          url: 'oci://registry.example/charts',
          username: 'reader',
          password: 'hush',
          allowPrivateAddresses: true,
        },
      ],
      mirror: { url: 'oci://registry.example/mirror' },
    });
    expect(repositories).toMatchObject([
      { type: 'helm', allowPrivateAddresses: false, requestTimeoutSeconds: 30 },
      { type: 'oci', allowPrivateAddresses: true, password: 'hush' },
    ]);
    expect(mirror).toEqual({
      url: 'oci://registry.example/mirror',
      allowPrivateAddresses: false,
      plainHttp: false,
      requestTimeoutSeconds: 30,
    });
  });

  it.each([
    [{ type: 'helm', url: 'https://reader:hush@charts.example' }, '0.url'],
    [{ type: 'helm', url: 'oci://registry.example' }, '0.url'],
    [{ type: 'oci', url: 'https://registry.example' }, '0.url'],
    [{ type: 'helm' }, '0.url'],
    [{ type: 'library', url: 'https://charts.example' }, '0'],
    [{ type: 'oci', url: 'oci://a.example', password: 'hush' }, '0'],
    [{ type: 'git' }, '0.type'],
  ])('refuses the repository %j', (repository, path) => {
    const reading = () =>
      read({ repositories: [{ name: 'x', ...repository }] });
    expect(reading).toThrow(`clusterProfiles.repositories.${path}: `);
    expect(reading).not.toThrow('hush');
  });

  it('takes one value where a list is meant, and short group references', () => {
    const [policy] = read({
      policies: [
        {
          name: 'p',
          match: { stage: 'production' },
          require: [{ group: 'security' }],
        },
      ],
    }).policies;
    expect(policy.match.stage).toEqual(['production']);
    expect(policy.require).toEqual([
      { group: 'group:default/security', approvals: 1 },
    ]);
  });

  it('reads freezes by the clocks of their zone', () => {
    const { freezes } = read({
      freezes: [
        {
          name: 'year-end',
          from: '2026-12-20T18:00',
          to: '2027-01-04T06:00',
          timeZone: 'Europe/Berlin',
          reason: 'Christmas trade',
          match: { stage: 'production' },
        },
      ],
    });
    expect(freezes).toEqual([
      {
        name: 'year-end',
        from: '2026-12-20T17:00:00.000Z',
        to: '2027-01-04T05:00:00.000Z',
        reason: 'Christmas trade',
        match: { stage: ['production'] },
        allow: [],
      },
    ]);
  });

  it.each([
    [
      'a stage that does not exist',
      { targets: [{ ...target, stage: 'prod' }] },
      'clusterProfiles.targets.0.stage',
    ],
    [
      'a key that does not exist',
      { targets: [{ ...target, cloud: 'aws' }] },
      'clusterProfiles.targets.0',
    ],
    [
      'a minor version that YAML took for a number',
      { kubernetes: { endOfLife: { '1.3': '2027-06-28' } } },
      'clusterProfiles.kubernetes.endOfLife.1.3',
    ],
    [
      'an end of life that is no day',
      { kubernetes: { endOfLife: { '1.36': '2027-13-28' } } },
      'clusterProfiles.kubernetes.endOfLife.1.36',
    ],
    [
      'two targets of one name',
      { targets: [target, target] },
      "two entries named 'dev-eu1'",
    ],
    [
      'a policy without requirements',
      { policies: [{ name: 'p', match: {} }] },
      'clusterProfiles.policies.0.require',
    ],
    [
      'a policy for a kind of change that does not exist',
      { policies: [{ name: 'p', match: { kind: 'creat' }, require: [] }] },
      'clusterProfiles.policies.0.match.kind',
    ],
    [
      'a policy for a rollback class that does not exist',
      { policies: [{ name: 'p', match: { rollbackClass: 'x' }, require: [] }] },
      'clusterProfiles.policies.0.match.rollbackClass',
    ],
    [
      'a policy for a target that does not exist',
      { policies: [{ name: 'p', match: { target: 'prod' }, require: [] }] },
      "clusterProfiles.policies.0.match.target: there is no target 'prod'",
    ],
    [
      'a policy for a repository that does not exist',
      { policies: [{ name: 'p', match: { repository: 'x' }, require: [] }] },
      'clusterProfiles.policies.0.match.repository',
    ],
    [
      'a policy that frees production by leaving its approvals empty',
      {
        policies: [{ name: 'p', match: { stage: 'production' }, require: [] }],
      },
      'clusterProfiles.policies.0.require: is empty for production',
    ],
    [
      'a limit on a target that does not exist',
      { ownerLimits: [{ name: 'l', target: 'prod', clusters: 1 }] },
      'clusterProfiles.ownerLimits.0.target',
    ],
    [
      'a limit that limits nothing',
      { ownerLimits: [{ name: 'l' }] },
      'clusterProfiles.ownerLimits.0: limits nothing',
    ],
    [
      'a window that never opens',
      {
        targets: [
          {
            ...target,
            windows: [{ cron: '0 0 31 2 *', durationMinutes: 60 }],
          },
        ],
      },
      'clusterProfiles.targets.0.windows.0.cron',
    ],
    [
      'a window in no time zone',
      {
        policies: [
          {
            name: 'p',
            windows: [
              { cron: '0 0 * * *', durationMinutes: 60, timeZone: 'Berlin' },
            ],
          },
        ],
      },
      'clusterProfiles.policies.0.windows.0.timeZone',
    ],
    [
      'a freeze that ends before it begins',
      {
        freezes: [
          { name: 'f', from: '2026-12-20', to: '2026-12-01', reason: 'Why' },
        ],
      },
      'clusterProfiles.freezes.0.to: is not after from',
    ],
    [
      'a freeze from a time that is none',
      {
        freezes: [
          { name: 'f', from: 'Christmas', to: '2027-01-01', reason: 'Why' },
        ],
      },
      "clusterProfiles.freezes.0.from: 'Christmas' is no time",
    ],
    [
      'a repository of an unknown type',
      { repositories: [{ name: 'r', type: 'ftp' }] },
      'clusterProfiles.repositories.0.type',
    ],
  ])('refuses %s and names the key', (_what, config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
