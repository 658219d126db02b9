import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PolicyConfig } from '../config/ClusterProfilesConfig';
import { exampleVersion } from './__testUtils__/exampleRows';
import { approvalOutlook } from './approvalOutlook';

const target = (name: string, stage: Target['stage']): Target => ({
  name,
  stage,
  provider: 'simulator',
  region: 'eu',
  labels: {},
  variables: {},
});
const dev = target('dev', 'development');
const staging = target('staging', 'staging');
const prod = target('prod', 'production');
const [checkout, search] = ['group:default/checkout', 'group:default/search'];
const PLATFORM = 'group:default/platform';
const SECURITY = 'group:default/security';

const look = (
  policies: PolicyConfig[] = [],
  change: Partial<Parameters<typeof approvalOutlook>[0]> = {},
) =>
  approvalOutlook({
    version: exampleVersion('1.0.0', ({ spec }) => {
      spec.lifecycle = 'production';
    }),
    targets: [dev, staging, prod],
    owners: [checkout],
    rules: { policies, platformGroup: PLATFORM, expiryHours: 72 },
    ...change,
  }).map(({ targets, stages, owners, requirements }) => ({
    targets,
    stages,
    owners,
    groups: requirements.map(({ group, count }) => `${count} ${group}`),
  }));

describe('approvalOutlook', () => {
  it('tells the defaults where no policy matches', () => {
    expect(look([], { targets: [dev, prod] })).toEqual([
      {
        targets: ['dev'],
        stages: ['development'],
        owners: [checkout],
        groups: [],
      },
      {
        targets: ['prod'],
        stages: ['production'],
        owners: [checkout],
        groups: [`1 ${PLATFORM}`],
      },
    ]);
  });

  it('makes one entry of equal requirements', () => {
    const everywhere: PolicyConfig = {
      name: 'everywhere',
      match: {},
      require: [{ group: SECURITY, approvals: 2 }],
    };
    expect(look([everywhere], { owners: [checkout, search] })).toEqual([
      {
        targets: ['dev', 'staging', 'prod'],
        stages: ['development', 'staging', 'production'],
        owners: [checkout, search],
        groups: [`2 ${SECURITY}`],
      },
    ]);
  });

  it('keeps apart what holds for one owner on one target only', () => {
    const searchOnProd: PolicyConfig = {
      name: 'search-on-prod',
      match: { owner: [search], target: ['prod'] },
      require: [{ group: SECURITY, approvals: 1 }],
    };
    const entries = look([searchOnProd], {
      targets: [dev, prod],
      owners: [checkout, search],
    });
    expect(
      entries.map(({ targets, owners, groups }) => [targets, owners, groups]),
    ).toEqual([
      [['dev'], [checkout, search], []],
      [['prod'], [checkout], [`1 ${PLATFORM}`]],
      [['prod'], [search], [`1 ${SECURITY}`]],
    ]);
  });

  it.each([
    [3, ['group:default/security']],
    [6, ['group:default/security']],
    [7, []],
  ])('knows the default size: at least %i nodes', (nodesAtLeast, groups) => {
    const big: PolicyConfig = {
      name: 'big',
      match: { nodesAtLeast },
      require: [{ group: SECURITY, approvals: 1 }],
    };
    const sized = exampleVersion('1.0.0', ({ spec }) => {
      spec.parameters = {
        type: 'object',
        required: ['workers', 'domain'],
        properties: {
          workers: { type: 'integer', default: 3 },
          domain: { type: 'string' },
        },
      };
      spec.nodePools = {
        controlPlane: { replicas: 3 },
        workers: [
          { name: 'general', replicas: '$' + '{{ parameters.workers }}' },
        ],
      };
    });
    expect(look([big], { version: sized, targets: [dev] })[0].groups).toEqual(
      groups.map(group => `1 ${group}`),
    );
  });

  it('does not guess a size that only the requester can tell', () => {
    const big: PolicyConfig = {
      name: 'big',
      match: { nodesAtLeast: 1 },
      require: [{ group: SECURITY, approvals: 1 }],
    };
    const open = exampleVersion('1.0.0', ({ spec }) => {
      spec.parameters = {
        type: 'object',
        required: ['workers'],
        properties: { workers: { type: 'integer' } },
      };
      spec.nodePools = {
        workers: [
          { name: 'general', replicas: '$' + '{{ parameters.workers }}' },
        ],
      };
    });
    expect(look([big], { version: open, targets: [dev] })[0].groups).toEqual(
      [],
    );
  });

  it('leaves out targets that do not take the profile', () => {
    const experimental = exampleVersion('1.0.0', ({ spec }) => {
      spec.lifecycle = 'experimental';
    });
    expect(
      look([], { version: experimental }).flatMap(({ targets }) => targets),
    ).toEqual(['dev', 'staging']);
  });

  it.each([
    ['no owner', { owners: [] }],
    ['no target', { targets: [] }],
    [
      'an add-on profile',
      {
        version: exampleVersion('1.0.0', ({ spec }) => {
          spec.type = 'add-on';
        }),
      },
    ],
  ])('has no entry for %s', (_what, change) => {
    expect(
      look([], change).flatMap(({ targets, owners }) =>
        owners.length > 0 ? targets : [],
      ),
    ).toEqual([]);
  });
});
