import { aBundle } from './__testUtils__/classFiles';
import { classReadiness } from './classReadiness';
import { stampBundle } from './stampBundle';
import type { KubernetesObject } from '../kubernetes';

const stamped = stampBundle(aBundle(), { namespace: 'team-a' });

function live(
  conditions: Record<string, [string, number]>,
  metadata = {},
): KubernetesObject {
  return {
    ...stamped.clusterClass,
    metadata: { ...stamped.clusterClass.metadata, generation: 2, ...metadata },
    status: {
      conditions: Object.entries(conditions).map(
        ([type, [status, observedGeneration]]) => ({
          type,
          status,
          observedGeneration,
          reason: 'Why',
          message: 'because',
        }),
      ),
    },
  };
}

const check = (object: KubernetesObject | undefined) =>
  classReadiness({ stamped, live: object }).map(
    ({ severity, message }) => `${severity} ${message}`,
  );

describe('classReadiness', () => {
  it('is content with a class that Cluster API has taken up', () => {
    expect(
      check(
        live({ VariablesReady: ['True', 2], RefVersionsUpToDate: ['True', 2] }),
      ),
    ).toEqual([]);
  });

  it('is not verified before the class is there', () => {
    expect(check(undefined)).toEqual([
      expect.stringMatching(/^warn ClusterClass team-a\/teams-.* not on the/),
    ]);
  });

  it.each<[string, KubernetesObject, RegExp]>([
    [
      'a condition is not true',
      live({
        VariablesReady: ['True', 2],
        RefVersionsUpToDate: ['Unknown', 2],
      }),
      /RefVersionsUpToDate is Unknown \(Why\): because/,
    ],
    [
      'a condition is of an older generation',
      live({ VariablesReady: ['True', 1], RefVersionsUpToDate: ['True', 2] }),
      /VariablesReady is not reported for its present generation/,
    ],
    [
      'a condition is missing',
      live({ VariablesReady: ['True', 2] }),
      /RefVersionsUpToDate is not reported/,
    ],
    [
      'it is being deleted',
      live({}, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      /is being deleted/,
    ],
  ])('blocks where %s', (_, object, message) => {
    expect(check(object)).toEqual([expect.stringMatching(/^block /)]);
    expect(check(object)[0]).toMatch(message);
  });
});
