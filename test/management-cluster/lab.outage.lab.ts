import { type ManagementCluster, managementCluster } from './lab';
import { LAB_CLASS, toCluster } from './toCluster';

describe('an outage of the lab', () => {
  let lab: ManagementCluster;
  let namespace: string;

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    await lab.kubectl(
      'apply',
      '--server-side',
      `--namespace=${namespace}`,
      `--filename=${LAB_CLASS}`,
    );
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it('of the API server stops nothing for good', async () => {
    await lab.apply([toCluster({ name: 'first', namespace })]);
    await lab.kill('kube-apiserver');
    await expect(lab.kubectl('get', 'namespaces')).rejects.toThrow(/refused/);
    await expect(managementCluster()).rejects.toThrow('no lab that is ready');

    await lab.restart('kube-apiserver');
    await lab.kubectl(
      'wait',
      'cluster/first',
      `--namespace=${namespace}`,
      '--for=condition=Available',
      '--timeout=180s',
    );
  });
});
