import type { KubernetesObject } from '../kubernetes';
import { observeNodes } from './observeNodes';

const aNode = (
  name: string,
  ready: boolean | undefined,
  labels: Record<string, string> = {},
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels, creationTimestamp: '2026-01-01T00:00:00Z' },
  status: {
    nodeInfo: { kubeletVersion: 'v1.33.1' },
    conditions:
      ready === undefined
        ? []
        : [
            {
              type: 'Ready',
              status: ready ? 'True' : 'Unknown',
              message: ready ? '' : 'Kubelet stopped posting node status.',
              lastTransitionTime: `2026-01-0${ready ? 2 : 3}T00:00:00Z`,
            },
          ],
  },
});

describe('observeNodes', () => {
  it('tells each node, and that all of them are ready', () => {
    expect(
      observeNodes([
        aNode('b', true),
        aNode('a', true, { 'node-role.kubernetes.io/control-plane': '' }),
      ]),
    ).toEqual({
      machines: [
        expect.objectContaining({
          name: 'a',
          pool: 'controlPlane',
          kubernetesVersion: '1.33.1',
          ready: true,
        }),
        expect.objectContaining({ name: 'b', pool: 'workers' }),
      ],
      conditions: [
        {
          type: 'NodesReady',
          status: 'True',
          reason: 'NodesReady',
          message: '',
          lastTransitionTime: '2026-01-02T00:00:00Z',
        },
      ],
    });
  });

  it('names those that are not, and why', () => {
    const { machines, conditions } = observeNodes([
      aNode('a', true),
      aNode('b', false),
      aNode('c', undefined),
    ]);
    expect(machines.map(({ ready, message }) => [ready, message])).toEqual([
      [true, undefined],
      [false, 'Kubelet stopped posting node status.'],
      [false, 'Its kubelet has not reported'],
    ]);
    expect(conditions).toEqual([
      expect.objectContaining({
        status: 'False',
        message: '2 of 3 nodes are not ready: b, c',
        lastTransitionTime: '2026-01-03T00:00:00Z',
      }),
    ]);
  });

  it('claims nothing where there is no node', () => {
    expect(observeNodes([])).toEqual({ machines: [], conditions: [] });
  });
});
