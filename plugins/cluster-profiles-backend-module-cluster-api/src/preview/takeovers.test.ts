import fc from 'fast-check';
import type { FieldConflict, KubernetesObject } from '../kubernetes';
import { permittedForce, takeovers } from './takeovers';

const object: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'checkout', namespace: 'team-a' },
};
const VERSION: FieldConflict = {
  manager: 'kubectl',
  field: '.spec.topology.version',
};

describe('takeovers', () => {
  it('says what is taken from whom, once', () => {
    expect(takeovers({ object, conflicts: [VERSION, VERSION] })).toEqual({
      takeovers: [
        {
          object: 'Cluster team-a/checkout',
          path: '/spec/topology/version',
          manager: 'kubectl',
        },
      ],
      findings: [
        {
          severity: 'warn',
          code: 'takes-over',
          message:
            'Takes over /spec/topology/version of Cluster team-a/checkout from "kubectl".',
          path: '/spec/topology/version',
          remedy: 'Let "kubectl" give the field up if it should keep it.',
        },
      ],
    });
  });
});

describe('permittedForce', () => {
  const conflict = fc.record({
    manager: fc.constantFrom('kubectl', 'argocd', 'flux'),
    field: fc.constantFrom('.spec.a', '.spec.b', '.spec.c'),
  });

  it('permits exactly what was approved', () => {
    fc.assert(
      fc.property(
        fc.array(conflict, { minLength: 1 }),
        fc.array(conflict),
        (conflicts, approved) => {
          const approvedTakeovers = takeovers({
            object,
            conflicts: approved,
          }).takeovers;
          const all = conflicts.every(({ manager, field }) =>
            approved.some(
              known => known.manager === manager && known.field === field,
            ),
          );
          expect(permittedForce({ object, conflicts, approvedTakeovers })).toBe(
            all,
          );
        },
      ),
    );
  });

  it('permits nothing without a conflict, for another object, or from nobody known', () => {
    const approvedTakeovers = takeovers({
      object,
      conflicts: [VERSION],
    }).takeovers;
    expect(permittedForce({ object, conflicts: [], approvedTakeovers })).toBe(
      false,
    );
    expect(
      permittedForce({
        object: { ...object, metadata: { name: 'other' } },
        conflicts: [VERSION],
        approvedTakeovers,
      }),
    ).toBe(false);
    const unknown = [{ ...VERSION, manager: undefined }];
    expect(
      permittedForce({
        object,
        conflicts: unknown,
        approvedTakeovers: takeovers({ object, conflicts: unknown }).takeovers,
      }),
    ).toBe(false);
  });
});
