import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { REVISION_ANNOTATION } from '../cluster/marks';
import type { KubernetesObject } from '../kubernetes';
import { permittedTakeovers } from './permittedTakeovers';

const object = 'Cluster team-a/checkout';
const approved = [
  { object, path: '/spec/topology/version', manager: 'kubectl' },
];
const drifted = [
  {
    object,
    path: '/spec/topology/controlPlane/replicas',
    manager: 'somebody',
  },
];

/** Carries revision 7; somebody has changed one field since. */
const live: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: {
    name: 'checkout',
    namespace: 'team-a',
    annotations: { [REVISION_ANNOTATION]: '7' },
    managedFields: [
      {
        manager: 'cluster-profiles',
        fieldsV1: { 'f:spec': { 'f:topology': { 'f:version': {} } } },
      },
      {
        manager: 'somebody',
        fieldsV1: {
          'f:spec': {
            'f:topology': { 'f:controlPlane': { 'f:replicas': {} } },
          },
        },
      },
    ],
  },
  spec: { topology: { version: 'v1.34.1', controlPlane: { replicas: 3 } } },
};

const permitted = (revision: number, driftMode: 'report' | 'correct') =>
  permittedTakeovers({
    live,
    marks: { revision },
    desired: {
      takeovers: approved,
      layers: [aLayer({ kind: 'kubernetes', driftMode })],
    },
  });

describe('permittedTakeovers', () => {
  it('are those of the approval when a revision is written first, whatever the drift mode', () => {
    expect(permitted(8, 'report')).toEqual(approved);
    expect(permitted(8, 'correct')).toEqual(approved);
  });

  it('are what drifted after that, where it is to be corrected', () => {
    expect(permitted(7, 'report')).toEqual([]);
    expect(permitted(7, 'correct')).toEqual(drifted);
  });

  it('are none where none were approved', () => {
    expect(
      permittedTakeovers({
        live,
        marks: { revision: 8 },
        desired: { layers: [] },
      }),
    ).toEqual([]);
  });
});
