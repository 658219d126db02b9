import { documentTitle, settingTitle } from './settingTitle';

describe('settingTitle', () => {
  it.each([
    ['/follow', 'Follow policy'],
    ['/owner', 'Owner'],
    ['/cluster/owner', 'Owner'],
    ['/paused', 'Paused'],
    ['/protected', 'Protected from deletion'],
    ['/deleted', 'Deleted'],
    ['/endsOn', 'Last day'],
    [
      '/driftExceptions/web: Deployment web~1web ~1spec~1replicas',
      'Allowed to differ: web: Deployment web/web /spec/replicas',
    ],
    ['/nodePools/controlPlane', 'Control plane machines'],
    ['/nodePools/controlPlane/replicas', 'Control plane machines'],
    ['/nodePools/workers/general', 'Machines of pool general'],
    ['/nodePools/workers/general/replicas', 'Machines of pool general'],
    ['/poolOverrides/controlPlane', 'Own size of the control plane'],
    ['/parameters/base', 'Parameters of base'],
    ['/parameters/base/workers', 'Parameter Worker nodes'],
    ['/parameters/base/other', 'Parameter other'],
    ['/parameters/base/dns/zones', 'Parameter dns: zones'],
    ['/profiles/base', 'Profile base'],
    ['/profiles/base/version', 'Profile base'],
    ['/profiles/base/digest', 'Profile base: digest'],
    ['/target/region', 'Target: region'],
    ['/target/labels/a~1b', 'Target: labels › a/b'],
    ['/driftModes/cilium', 'Drift mode of cilium'],
    ['/providerConfig/class', 'Provider settings: class'],
    ['/overrides/ingress~1replicas', 'Override of ingress /replicas'],
    ['/overrides/ingress~1a~1b/value', 'Override of ingress /a/b: value'],
    ['/newThing', 'New thing'],
  ])('%s is %s', (pointer, title) => {
    expect(settingTitle(pointer, { base: { workers: 'Worker nodes' } })).toBe(
      title,
    );
  });
});

describe('documentTitle', () => {
  it.each([
    ['/lifecycle', 'Lifecycle'],
    ['/parameters/properties/workers/maximum', 'Parameter workers: maximum'],
    ['/parameters/required', 'Parameters: required'],
    ['/nodePools/workers/general/replicas', 'Machines of pool general'],
    ['/providers/cluster-api', 'Providers: cluster-api'],
    ['/files/.~1class.yaml', 'File ./class.yaml'],
  ])('%s is %s', (pointer, title) => {
    expect(documentTitle(pointer)).toBe(title);
  });
});
