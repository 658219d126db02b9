import type { JsonObject } from '@backstage/types';
import {
  type ManagementCluster as Lab,
  managementCluster,
  // eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the lab is no package
} from '../../../../test/management-cluster/lab';
import { WriteConflictError, type KubernetesObject } from '../kubernetes';
import { LabTeamsCluster } from './__testUtils__/LabTeamsCluster';
import { diffObjects } from './diffObjects';
import { findUnownedEntries } from './findUnownedEntries';
import { refusalFindings } from './kubernetesRefusals';
import { findTakeovers, findUnpermitted } from './takeovers';

const REPLICAS = '/spec/topology/controlPlane/replicas';

describe('what the API server says about a write', () => {
  let lab: Lab;
  let cluster: LabTeamsCluster;
  let object: KubernetesObject;

  beforeAll(async () => {
    lab = await managementCluster();
    cluster = new LabTeamsCluster({ lab, namespace: await lab.namespace() });
    ({ object } = await cluster.compose({}));
    await cluster.management.writer.apply(object);
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it('tells what Cluster API refuses, before anything is written', async () => {
    const topology = object.spec?.topology as JsonObject;
    const refused = async (change: JsonObject) => {
      const error = await cluster.management.dryRunner
        .apply({ ...object, spec: { topology: { ...topology, ...change } } })
        .catch(caught => caught);
      return refusalFindings({ object, error }).map(
        ({ path, message }) => `${path} ${message}`,
      );
    };
    expect(await refused({ version: 'v1.36.0' })).toEqual([
      expect.stringMatching(
        /^\/spec\/topology\/version .*version cannot be increased from "1.34.1" to "1.36.0"/,
      ),
    ]);
    expect(await refused({ version: 'v1.33.0' })).toEqual([
      expect.stringMatching(/version cannot be decreased/),
    ]);
    expect(
      await refused({
        variables: [{ name: 'auditLog', value: { level: 'All' } }],
      }),
    ).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/spec\/topology\/variables\/auditLog/),
      ]),
    );
  });

  it('finds what others add and take, and takes back only what was approved', async () => {
    const { dryRunner } = cluster.management;
    const what = `Cluster ${cluster.namespace}/checkout`;
    expect(findUnownedEntries(await cluster.live())).toEqual([]);

    await lab.kubectl(
      'patch',
      'cluster/checkout',
      `--namespace=${cluster.namespace}`,
      '--field-manager=somebody',
      '--type=json',
      '--patch',
      JSON.stringify([
        {
          op: 'add',
          path: '/spec/topology/workers/machineDeployments/-',
          value: { name: 'foreign', class: 'gpu-worker', replicas: 0 },
        },
        { op: 'replace', path: REPLICAS, value: 3 },
      ]),
    );
    const live = await cluster.live();
    expect(findUnownedEntries(live)).toMatchObject([
      {
        object: what,
        path: '/spec/topology/workers/machineDeployments/foreign',
        manager: 'somebody',
      },
    ]);

    const error = await dryRunner.apply(object).catch(caught => caught);
    expect(error).toBeInstanceOf(WriteConflictError);
    const { conflicts } = error as WriteConflictError;
    const found = findTakeovers({ object, conflicts }).takeovers;
    expect(found).toEqual([
      { object: what, path: REPLICAS, manager: 'somebody' },
    ]);
    const unpermitted = (permitted: typeof found) =>
      findUnpermitted({ object, conflicts, permitted });
    expect(unpermitted(found)).toEqual([]);
    expect(unpermitted([])).toEqual([`${REPLICAS} by somebody`]);

    const { object: result } = await dryRunner.apply(object, { force: true });
    expect(diffObjects([{ live, result }]).differences).toEqual([
      {
        object: what,
        path: REPLICAS,
        desired: 1,
        observed: 3,
        manager: 'somebody',
      },
    ]);
  });
});
