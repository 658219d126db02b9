import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ObjectRefusedError, type KubernetesObject } from '../kubernetes';
import { refusalFindings, warningFindings } from './kubernetesRefusals';

const object: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'checkout', namespace: 'team-a' },
};

describe('refusalFindings', () => {
  it('makes a finding of each cause', () => {
    const error = new ObjectRefusedError('all of it', [
      {
        field: 'spec.topology.version',
        message: 'Invalid value: "v1.36.0": version cannot be increased',
      },
      { field: undefined, message: 'and more' },
    ]);
    expect(refusalFindings({ object, error })).toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'kubernetes-refused',
        path: '/spec/topology/version',
        message:
          'The management cluster refuses Cluster team-a/checkout: spec.topology.version: Invalid value: "v1.36.0": version cannot be increased',
      }),
      expect.objectContaining({
        message:
          'The management cluster refuses Cluster team-a/checkout: and more',
      }),
    ]);
  });

  it('keeps the words where access is refused', () => {
    expect(
      refusalFindings({ object, error: new ProviderRefusedError('no') }),
    ).toEqual([
      expect.objectContaining({
        message: 'The management cluster refuses Cluster team-a/checkout: no',
      }),
    ]);
  });

  it('does not take silence for a refusal', () => {
    const error = new ProviderUnreachableError('gone');
    expect(() => refusalFindings({ object, error })).toThrow(error);
  });
});

describe('warningFindings', () => {
  it('shows each warning once', () => {
    expect(warningFindings({ object, warnings: ['a', 'a', 'b'] })).toEqual([
      expect.objectContaining({ severity: 'warn', code: 'kubernetes-warning' }),
      expect.objectContaining({
        message:
          'The management cluster warns about Cluster team-a/checkout: b',
      }),
    ]);
  });
});
