import type { ClusterVariable } from '../classes/types';
import { aSide, POOLS, VARIABLES } from './__testUtils__/aSide';
import { predictReplacements, type ClusterSide } from './predictReplacements';

const set = (name: string, value: ClusterVariable['value']) => [
  ...VARIABLES.filter(variable => variable.name !== name),
  { name, value },
];

/** Changes the class, and fails when there is nothing to change. */
const edit =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    expect(text).toMatch(from);
    return text.replace(from, to);
  };

const predict = (after: ClusterSide, before = aSide()) =>
  predictReplacements({ before, after }).map(
    ({ pool, count, reason }) => `${pool} ${count}: ${reason}`,
  );

describe('predictReplacements', () => {
  it('replaces everything for another version of Kubernetes', () => {
    expect(predict(aSide({ version: '1.35.0' }))).toEqual([
      'controlPlane 3: Kubernetes 1.34.1 → 1.35.0',
      'general 2: Kubernetes 1.34.1 → 1.35.0',
      'gpu 1: Kubernetes 1.34.1 → 1.35.0',
    ]);
  });

  it.each<[string, ClusterVariable[], string[]]>([
    [
      'a variable that a patch of the control plane takes',
      set('apiName', 'mirror'),
      ['controlPlane 3: patch "apiName" reads "apiName"'],
    ],
    [
      'a member of a variable that a template names',
      set('auditLog', { level: 'None', maxAge: 30 }),
      ['controlPlane 3: patch "auditLog" reads "auditLog"'],
    ],
    [
      'a variable that is new and only reaches some workers',
      set('workerLabels', { zone: 'a' }),
      ['general 2: patch "workerLabels" reads "workerLabels"'],
    ],
    ['a variable that no patch reads', set('region', 'eu-2'), []],
    [
      'the order of members',
      set('auditLog', { maxAge: 30, level: 'Metadata' }),
      [],
    ],
  ])('%s', (_, variables, expected) => {
    expect(predict(aSide({ variables }))).toEqual(expected);
  });

  it.each<[string, (text: string) => string, string[]]>([
    [
      'the template of one worker class',
      edit('startupDuration: 2s', 'startupDuration: 3s'),
      ['gpu 1: template DevMachineTemplate for machines'],
    ],
    [
      'a template that two worker classes share',
      edit('unix:///a', 'unix:///b'),
      [
        'general 2: template KubeadmConfigTemplate for bootstrap',
        'gpu 1: template KubeadmConfigTemplate for bootstrap',
      ],
    ],
    [
      'the control plane',
      edit('certSANs: [localhost]', 'certSANs: [other]'),
      [
        'controlPlane 3: template KubeadmControlPlaneTemplate for the control plane',
      ],
    ],
    [
      'the infrastructure, which machines do not come from',
      edit('{ backend: { inMemory: {} } } } }', '{ backend: { x: {} } } } }'),
      [],
    ],
    [
      'what a control plane changes in place',
      edit(
        'kubeadmConfigSpec:\n        clusterConfiguration:',
        'remediation: { maxRetry: 3 }\n      machineTemplate: { metadata: { labels: { a: b } }, spec: { deletion: { nodeDrainTimeoutSeconds: 5 } } }\n      kubeadmConfigSpec:\n        clusterConfiguration:',
      ),
      [],
    ],
    [
      'labels of a template',
      edit(
        'metadata: { name: teams-gpu }',
        'metadata: { name: teams-gpu, labels: { a: b } }',
      ),
      [],
    ],
    [
      'timeouts and health checks of the class',
      edit(
        '- class: gpu-worker\n',
        '- class: gpu-worker\n        deletion: { nodeDrainTimeoutSeconds: 10 }\n        metadata: { labels: { a: b } }\n',
      ),
      [],
    ],
    [
      'the failure domain of a worker class',
      edit(
        '- class: gpu-worker\n',
        '- class: gpu-worker\n        failureDomain: fd1\n',
      ),
      ['gpu 1: failure domain unset → fd1'],
    ],
    [
      'what a patch does',
      edit('"level: {{', '"rules: [] level: {{'),
      ['controlPlane 3: patches "auditLog"'],
    ],
    [
      'when a patch applies',
      edit('{{ if .workerLabels }}true{{ end }}', 'true'),
      ['general 2: patches "workerLabels"'],
    ],
    [
      'what a patch reaches',
      edit('names: [default-*]', 'names: ["*-worker"]'),
      ['gpu 1: patches "workerLabels"'],
    ],
    [
      'the name of a patch',
      edit('- name: auditLog\n      enabledIf', '- name: log\n      enabledIf'),
      [],
    ],
    ['what a variable may be', edit('maximum: 365', 'maximum: 100'), []],
    ['all names', text => text.replace(/teams/g, 'others'), []],
  ])('class: %s', (_, change, expected) => {
    expect(predict(aSide({ change }))).toEqual(expected);
  });

  it('knows what patches learn from builtin variables', () => {
    const reading = (path: string) => (text: string) =>
      text.replace('{{ .auditLog.level }}', `{{ .builtin.${path} }}`);
    const both = (path: string, options: Parameters<typeof aSide>[0]) =>
      predict(
        aSide({ change: reading(path), ...options }),
        aSide({ change: reading(path) }),
      );
    expect(both('controlPlane.replicas', { replicas: 5 })).toHaveLength(1);
    expect(both('cluster.name', { replicas: 5 })).toEqual([]);
    // Nothing changes for the control plane: what a controller generates stays.
    expect(both('controlPlane.name', {})).toEqual([]);
    expect(both('controlPlane.name', { replicas: 5 })).toHaveLength(1);
    expect(both('cluster.metadata.annotations', { revision: 2 })).toEqual([
      'controlPlane 3: patch "auditLog" reads "builtin.cluster.metadata.annotations"',
    ]);
    // The name of the class changes with its content, and so does what the patch writes.
    const named = (suffix: string) =>
      aSide({
        change: text =>
          reading('cluster.topology.class')(text).replace(/teams/g, suffix),
      });
    expect(predict(named('other'), named('teams'))).toEqual([
      'controlPlane 3: patch "auditLog" reads "builtin.cluster.topology.class"',
    ]);
  });

  it('assumes everything of an extension as soon as anything changes', () => {
    const change = edit(
      '  patches:\n',
      '  patches:\n    - name: ext\n      external: { generatePatchesExtension: generate.ext }\n',
    );
    const before = aSide({ change });
    expect(predict(aSide({ change }), before)).toEqual([]);
    expect(
      predict(aSide({ change, variables: set('region', 'eu-2') }), before),
    ).toEqual([
      'controlPlane 3: extension of patch "ext"',
      'general 2: extension of patch "ext"',
      'gpu 1: extension of patch "ext"',
    ]);
  });

  it('takes overrides of a pool into account', () => {
    const before = aSide();
    const after = structuredClone(before);
    const workers = after.cluster.spec as any;
    workers.topology.workers.machineDeployments[0].variables = {
      overrides: [{ name: 'workerLabels', value: { a: 'b' } }],
    };
    expect(predict(after, before)).toEqual([
      'general 2: patch "workerLabels" reads "workerLabels"',
    ]);
  });

  it('replaces nothing for more or fewer machines, new or removed pools', () => {
    expect(
      predict(
        aSide({
          replicas: 5,
          pools: [
            { ...POOLS[0], replicas: 7 },
            { name: 'new', class: 'gpu-worker', replicas: 3 },
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('counts machines as they are where the topology does not say', () => {
    const pools = [{ name: 'general', class: POOLS[0].class, min: 1, max: 9 }];
    const options = {
      before: aSide({ pools }),
      after: aSide({ pools, version: '1.35.0', replicas: 1 }),
    };
    expect(
      predictReplacements(options).map(({ pool, count }) => [pool, count]),
    ).toEqual([
      ['controlPlane', 3],
      ['general', 9],
    ]);
    expect(
      predictReplacements({
        ...options,
        machines: { controlPlane: 2, general: 0 },
      }).map(({ pool, count }) => [pool, count]),
    ).toEqual([['controlPlane', 2]]);
  });
});
