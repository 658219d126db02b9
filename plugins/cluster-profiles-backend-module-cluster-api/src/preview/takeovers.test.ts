import fc from 'fast-check';
import type { FieldConflict, KubernetesObject } from '../kubernetes';
import { findTakeovers, findUnpermitted } from './takeovers';

const object: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'checkout', namespace: 'team-a' },
};
const VERSION: FieldConflict = {
  manager: 'kubectl',
  field: '.spec.topology.version',
};

describe('findTakeovers', () => {
  it('says what is taken from whom, once and sorted', () => {
    const replicas = {
      manager: 'argocd',
      field: '.spec.topology.controlPlane.replicas',
    };
    const what = 'Cluster team-a/checkout';
    expect(
      findTakeovers({ object, conflicts: [VERSION, replicas, VERSION] }),
    ).toEqual({
      takeovers: [
        {
          object: what,
          path: '/spec/topology/controlPlane/replicas',
          manager: 'argocd',
        },
        { object: what, path: '/spec/topology/version', manager: 'kubectl' },
      ],
      findings: [],
    });
  });

  it('blocks what nobody could approve', () => {
    expect(
      findTakeovers({
        object,
        conflicts: [{ ...VERSION, manager: undefined }],
      }),
    ).toMatchObject({
      takeovers: [],
      findings: [
        {
          severity: 'block',
          code: 'field-held',
          path: '/spec/topology/version',
        },
      ],
    });
  });
});

describe('findUnpermitted', () => {
  const conflict = fc.record({
    manager: fc.constantFrom('kubectl', 'argocd', 'flux'),
    field: fc.constantFrom('.spec.a', '.spec.b', '.spec.c'),
  });

  it('passes exactly what was permitted', () => {
    fc.assert(
      fc.property(
        fc.array(conflict),
        fc.array(conflict),
        (conflicts, approved) => {
          const permitted = findTakeovers({
            object,
            conflicts: approved,
          }).takeovers;
          const all = conflicts.every(({ manager, field }) =>
            approved.some(
              known => known.manager === manager && known.field === field,
            ),
          );
          expect(
            findUnpermitted({ object, conflicts, permitted }).length === 0,
          ).toBe(all);
        },
      ),
    );
  });

  it('names manager and path of what belongs to another object, or to nobody known', () => {
    const { takeovers: permitted } = findTakeovers({
      object,
      conflicts: [VERSION],
    });
    const other = { ...object, metadata: { name: 'other' } };
    expect(
      findUnpermitted({ object: other, conflicts: [VERSION], permitted }),
    ).toEqual(['/spec/topology/version by kubectl']);
    expect(
      findUnpermitted({
        object,
        conflicts: [{ ...VERSION, manager: undefined }],
        permitted,
      }),
    ).toEqual(['/spec/topology/version by another manager']);
  });
});
