import { aBundle } from '../classes/__testUtils__/classFiles';
import { checkControlPlane } from './checkControlPlane';

const check = (replicas: number, bundle = aBundle()) =>
  checkControlPlane({
    desired: { nodePools: { controlPlane: { replicas }, workers: [] } },
    bundle,
  }).map(({ severity, code }) => `${severity} ${code}`);

const WITH_EXTERNAL_ETCD = aBundle(text =>
  text.replace(
    'apiServer: { certSANs: [localhost] }',
    'apiServer: { certSANs: [localhost] }\n          etcd: { external: { endpoints: [https://etcd] } }',
  ),
);
const OTHER_KIND = aBundle(text =>
  text.replace(/KubeadmControlPlaneTemplate/g, 'HostedControlPlaneTemplate'),
);

describe('checkControlPlane', () => {
  it.each([1, 3, 5])('takes %d machines', replicas => {
    expect(check(replicas)).toEqual([]);
  });

  it.each([0, 2, 4])('blocks %d machines', replicas => {
    expect(check(replicas)).toEqual(['block control-plane-replicas']);
  });

  it('takes an even number where etcd is elsewhere, but none never', () => {
    expect(check(2, WITH_EXTERNAL_ETCD)).toEqual([]);
    expect(check(0, WITH_EXTERNAL_ETCD)).toHaveLength(1);
  });

  it('leaves other control planes to their providers', () => {
    expect(check(0, OTHER_KIND)).toEqual([]);
  });
});
