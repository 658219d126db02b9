import { createPlan, plan } from '../../__testUtils__/fixtures';
import { comparePlans } from './comparePlans';

describe('comparePlans', () => {
  it('finds nothing in a plan that was only made again', () => {
    expect(
      comparePlans(plan(), plan({ plannedAt: '2026-03-02T00:00:00.000Z' })),
    ).toEqual([]);
  });

  it('says of everything what was and what is', () => {
    const before = plan();
    const after = plan({
      baseRevision: 3,
      layers: before.layers
        .filter(({ name }) => name !== 'rook-ceph')
        .map(layer =>
          layer.name === 'ingress-nginx'
            ? {
                ...layer,
                versionAfter: '4.13.4',
                values: [layer.values[0]],
              }
            : layer,
        ),
      settings: [
        { path: '/parameters/production-base/workers', before: 3, after: 6 },
      ],
      machinesReplaced: [before.machinesReplaced[0]],
      rollbackClass: 'replaces-nodes',
      kubernetesPath: ['1.34.4', '1.34.5'],
      irreversible: [],
      findings: [
        { severity: 'block', code: 'x', message: 'It does not fit.' },
        before.findings[1],
      ],
      objects: { created: ['Secret a'], changed: [], removed: [] },
    });
    expect(comparePlans(before, after)).toEqual([
      { subject: 'Starts from revision', before: '2', after: '3' },
      { subject: 'Layer rook-ceph', before: 'Unchanged 1.18.4' },
      {
        subject: 'Layer ingress-nginx',
        before: 'Upgraded 4.13.2 → 4.13.3',
        after: 'Upgraded 4.13.2 → 4.13.4',
      },
      {
        subject: 'Layer ingress-nginx: /values/controller/metrics',
        before: 'not set → enabled: true',
      },
      { subject: 'Parameter workers', before: '3 → 5', after: '3 → 6' },
      {
        subject: 'Machines replaced in general',
        before: '5: Kubernetes 1.35.2',
      },
      {
        subject: 'Roll-back',
        before: 'forward-only',
        after: 'replaces-nodes',
      },
      {
        subject: 'Kubernetes versions',
        before: '1.34.4 → 1.35.2',
        after: '1.34.4 → 1.34.5',
      },
      {
        subject: 'Cannot be rolled back',
        before: 'Kubernetes 1.35.2 cannot go back to 1.34.4.',
      },
      {
        subject: 'Finding',
        before:
          'ingress-nginx uses 2 images that are not pinned by digest. (warning)',
      },
      { subject: 'Finding', after: 'It does not fit. (blocks)' },
      { subject: 'Object removed', before: 'ConfigMap ingress-nginx/legacy' },
      {
        subject: 'Object changed',
        before: 'Deployment ingress-nginx/controller',
      },
      { subject: 'Object created', after: 'Secret a' },
    ]);
  });

  it('compares plans of another base', () => {
    expect(comparePlans(createPlan(), plan())[0]).toEqual({
      subject: 'Starts from revision',
      before: 'none',
      after: '2',
    });
  });
});
