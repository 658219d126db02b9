import { aBundle } from '../classes/__testUtils__/classFiles';
import { checkRebase } from './checkRebase';

const POOLS = [{ name: 'gpu', class: 'gpu-worker' }];

const check = (from: string | RegExp, to: string, pools = POOLS) =>
  checkRebase({
    before: aBundle(),
    after: aBundle(text => text.replace(from, to)),
    pools,
  }).map(({ severity, code, message }) => `${severity} ${code} ${message}`);

describe('checkRebase', () => {
  it('lets names, versions of APIs, bootstrap and contents change', () => {
    expect(check(/teams/g, 'others')).toEqual([]);
    expect(
      check(
        /(bootstrap|infrastructure)(.cluster.x-k8s.io)\/v1beta2/g,
        '$1$2/v1beta3',
      ),
    ).toEqual([]);
    expect(check(/KubeadmConfigTemplate/g, 'OtherConfigTemplate')).toEqual([]);
  });

  it.each<[string, RegExp, string, RegExp[]]>([
    [
      'infrastructure',
      /DevClusterTemplate/g,
      'AWSClusterTemplate',
      [
        /infrastructure\/templateRef changes from DevClusterTemplate.infrastructure.cluster.x-k8s.io to AWSClusterTemplate/,
      ],
    ],
    [
      'control plane',
      /controlplane.cluster.x-k8s.io/g,
      'controlplane.example.com',
      [/controlPlane\/templateRef/],
    ],
    [
      'machines',
      /DevMachineTemplate/g,
      'AWSMachineTemplate',
      [
        /controlPlane\/machineInfrastructure/,
        /workers\/machineDeployments\/default-worker\/infrastructure/,
        /workers\/machineDeployments\/gpu-worker\/infrastructure/,
      ],
    ],
    [
      'machines of the control plane that are gone',
      / {4}machineInfrastructure:\n.*\n/,
      '',
      [
        /machineInfrastructure\/templateRef changes from DevMachineTemplate.* to none/,
      ],
    ],
  ])('blocks another kind of %s', (_, from, to, messages) => {
    expect(check(from, to)).toEqual(
      messages.map(message => expect.stringMatching(message)),
    );
  });

  it('blocks the loss of a worker class only where it is in use', () => {
    const gone = / {6}- class: gpu-worker[\s\S]*?name: teams-gpu }\n/;
    expect(check(gone, '')).toEqual([
      expect.stringMatching(/^block class-worker-missing Pool "gpu"/),
    ]);
    expect(check(gone, '', [])).toEqual([]);
  });
});
