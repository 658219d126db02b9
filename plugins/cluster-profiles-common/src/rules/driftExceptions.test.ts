import type { DriftException } from '../model/drift';
import type { ObservedLayer } from '../model/observed';
import {
  applyDriftExceptions,
  driftExceptionProblem,
  findDriftException,
} from './driftExceptions';

const NOW = '2026-03-01T12:00:00.000Z';
const exception: DriftException = {
  object: 'Deployment ingress/controller',
  path: '/spec/replicas',
  reason: 'An autoscaler decides',
  until: '2026-04-01T00:00:00.000Z',
};
const replicas = {
  object: exception.object,
  path: exception.path,
  desired: 2,
  observed: 5,
};

describe('findDriftException', () => {
  it.each<[string, Partial<DriftException>, Partial<typeof replicas>]>([
    ['the field itself', {}, {}],
    ['all below a field', { path: '/spec' }, {}],
    ['all objects of a kind', { object: 'Deployment' }, {}],
  ])('finds one of %s', (_, of, difference) => {
    expect(
      findDriftException(
        { ...replicas, ...difference },
        [{ ...exception, ...of }],
        NOW,
      ),
    ).toBeDefined();
  });

  it.each<[string, Partial<DriftException>]>([
    ['another field', { path: '/spec/paused' }],
    ['a field that begins alike', { path: '/spec/rep' }],
    ['another object', { object: 'Deployment ingress/control' }],
    ['another kind', { object: 'Deploy' }],
    ['the past', { until: NOW }],
  ])('finds none of %s', (_, of) => {
    expect(
      findDriftException(replicas, [{ ...exception, ...of }], NOW),
    ).toBeUndefined();
  });

  it('lets no object be of which no field is named', () => {
    expect(
      findDriftException(
        { object: exception.object, path: '' },
        [exception],
        NOW,
      ),
    ).toBeUndefined();
  });
});

describe('applyDriftExceptions', () => {
  const layer: ObservedLayer = {
    name: 'ingress',
    health: 'Healthy',
    drift: 'Drifted',
    message: 'Differs from the chart',
    differences: [replicas],
  };

  it('is in sync but for what is let be', () => {
    expect(applyDriftExceptions(layer, [exception], NOW)).toEqual({
      name: 'ingress',
      health: 'Healthy',
      drift: 'InSync',
      differences: [
        {
          ...replicas,
          ignored: { reason: exception.reason, until: exception.until },
        },
      ],
    });
  });

  it('drifts where anything else differs', () => {
    const image = { ...replicas, path: '/spec/paused' };
    const seen = { ...layer, differences: [replicas, image] };
    expect(applyDriftExceptions(seen, [exception], NOW)).toMatchObject({
      drift: 'Drifted',
      message: layer.message,
      differences: [{ ignored: {} }, image],
    });
  });

  it('drifts again once the exception is over, also where an engine still lets it be', () => {
    const seen: ObservedLayer = { ...layer, drift: 'InSync' };
    expect(applyDriftExceptions(seen, [exception], exception.until).drift).toBe(
      'Drifted',
    );
  });

  describe('where the fields of an object are not known', () => {
    const unknown = {
      object: exception.object,
      path: '',
      whole: 'unknown',
    } as const;
    const seen: ObservedLayer = { ...layer, differences: [unknown] };

    it.each([exception, { ...exception, object: 'Deployment', path: '/spec' }])(
      'drifts, as the engine is told to leave $object $path alone and means something else',
      told => {
        const given = { ...seen, exceptions: [told] };
        expect(applyDriftExceptions(given, [exception], NOW)).toEqual(given);
      },
    );

    it.each([undefined, [{ ...exception, path: '/spec/paused' }]])(
      'does not know before the engine is told: %j',
      exceptions => {
        const given = { ...seen, ...(exceptions && { exceptions }) };
        expect(applyDriftExceptions(given, [exception], NOW)).toEqual({
          ...given,
          drift: 'Unknown',
          message: expect.stringContaining('Deployment ingress/controller'),
        });
      },
    );

    it('drifts where another object does', () => {
      const other = { ...unknown, object: 'Service ingress/controller' };
      expect(
        applyDriftExceptions(
          { ...seen, differences: [unknown, other] },
          [exception],
          NOW,
        ).drift,
      ).toBe('Drifted');
    });
  });

  it('leaves what is not known as it is', () => {
    const seen: ObservedLayer = { ...layer, drift: 'Unknown' };
    expect(applyDriftExceptions(seen, [exception], NOW)).toBe(seen);
  });
});

describe('driftExceptionProblem', () => {
  it('has nothing against a field of an object for a while', () => {
    expect(driftExceptionProblem(exception, NOW)).toBeUndefined();
  });

  it.each<[keyof DriftException, string]>([
    ['object', 'ingress'],
    ['object', 'Deployment a b'],
    ['path', ''],
    ['path', '/'],
    ['path', '/spec'],
    ['path', '/metadata'],
    ['path', 'spec/replicas'],
    ['path', '/spec/~2'],
    ['reason', ' a '],
    ['until', 'tomorrow'],
    ['until', '2026-04-31'],
    ['until', NOW],
    ['until', '2028-01-01T00:00:00.000Z'],
  ])('refuses %s "%s"', (field, value) => {
    expect(
      driftExceptionProblem({ ...exception, [field]: value }, NOW),
    ).toMatchObject({ field, message: expect.any(String) });
  });
});
