import {
  type ManagementCluster as Lab,
  managementCluster,
  // eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the lab is no package
} from '../../../../test/management-cluster/lab';
import { upgradePath } from '../classes/upgradePath';
import {
  LabTeamsCluster,
  type TeamsStep,
} from './__testUtils__/LabTeamsCluster';
import { diffObjects } from './diffObjects';
import { refusalFindings } from './kubernetesRefusals';
import { predictReplacements } from './predictReplacements';

const variables = { apiName: 'other.example.com' };

/** Only what Cluster API changes on machines as they are. */
const inPlace = (text: string) =>
  text
    .replace(
      '- class: gpu-worker\n',
      '- class: gpu-worker\n        deletion: { nodeDrainTimeoutSeconds: 10 }\n        metadata: { labels: { a: b } }\n',
    )
    .replace(
      '      kubeadmConfigSpec:\n',
      '      remediation: { maxRetry: 3 }\n      machineTemplate: { metadata: { labels: { a: b } }, spec: { deletion: { nodeDrainTimeoutSeconds: 5 } } }\n      kubeadmConfigSpec:\n',
    )
    .replace(
      'metadata: { name: teams-gpu }',
      'metadata: { name: teams-gpu, labels: { a: b } }',
    );

describe('machines that are really replaced', () => {
  let lab: Lab;
  let cluster: LabTeamsCluster;

  beforeAll(async () => {
    lab = await managementCluster();
    cluster = new LabTeamsCluster({ lab, namespace: await lab.namespace() });
    const { object } = await cluster.compose({});
    await cluster.management.writer.apply(object);
    await cluster.untilSteady();
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it.each<[string, TeamsStep, string[]]>([
    [
      'a variable that the control plane reads',
      { variables },
      ['controlPlane'],
    ],
    [
      'the same content under other names',
      { variables, change: text => text.replace(/teams/g, 'others') },
      [],
    ],
    [
      'what a class changes in place, and more machines',
      { variables, change: inPlace, replicas: 2 },
      [],
    ],
    [
      'a variable and a template that each reach one pool, at once',
      {
        variables: { ...variables, workerLabels: { zone: 'a' }, region: 'eu' },
        change: text =>
          text.replace('startupDuration: 2s', 'startupDuration: 3s'),
        replicas: 2,
      },
      ['general', 'gpu'],
    ],
    ['back again', { variables, replicas: 2 }, ['general', 'gpu']],
    [
      'another version of Kubernetes',
      { variables, replicas: 2, version: '1.35.0' },
      ['controlPlane', 'general', 'gpu'],
    ],
  ])('%s', async (_, step, expected) => {
    const { writer, dryRunner } = cluster.management;
    const live = await cluster.live();
    const old = await cluster.machines();
    const { object, planned } = await cluster.compose(step);
    const { object: result } = await dryRunner.apply(object);
    const before = { bundle: await cluster.bundleOf(live), cluster: live };
    const predicted = predictReplacements({
      before,
      after: { bundle: planned, cluster: result },
    });
    expect(predicted.map(({ pool }) => pool)).toEqual(expected);
    // The plan was made before the class was there; now it is.
    const bundle = await cluster.bundleOf(result);
    expect(
      predictReplacements({ before, after: { bundle, cluster: result } }),
    ).toEqual(predicted);

    await writer.apply(object);
    await cluster.untilSteady();
    const now = await cluster.machines();
    const gone = [...old].filter(([uid]) => !now.has(uid));
    expect([...new Set(gone.map(([, pool]) => pool))].sort()).toEqual(expected);
    for (const { pool, count } of predicted) {
      expect(gone.filter(([, of]) => of === pool).length).toBeLessThanOrEqual(
        count,
      );
    }

    // What was written is what is there: a repeated write changes nothing.
    const again = await dryRunner.apply(object);
    expect(
      diffObjects([{ live: await cluster.live(), result: again.object }])
        .differences,
    ).toEqual([]);
  });

  it.each(['1.36.0', '1.37.0', '1.36.1'])(
    'from 1.35.0 to %s where the class lists versions',
    async version => {
      const kubernetesVersions = ['v1.35.0', 'v1.36.0', 'v1.37.0'];
      const { object } = await cluster.compose({
        variables,
        replicas: 2,
        version,
        change: text =>
          text.replace(
            'spec:\n  infrastructure:',
            `spec:\n  kubernetesVersions: ${JSON.stringify(kubernetesVersions)}\n  infrastructure:`,
          ),
      });
      const refused = await cluster.management.dryRunner.apply(object).then(
        () => [],
        error => refusalFindings({ object, error }),
      );
      const { findings } = upgradePath({
        from: '1.35.0',
        to: version,
        kubernetesVersions,
      });
      expect(refused.map(({ severity }) => severity)).toEqual(
        findings.map(({ severity }) => severity),
      );
    },
  );
});
