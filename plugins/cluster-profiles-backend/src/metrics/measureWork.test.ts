import type { WorkItem } from '../work/types';
import { measureWork } from './measureWork';
import { recordMetrics } from './__testUtils__/recordMetrics';

const item: WorkItem = {
  kind: 'cluster',
  id: 'a',
  ticket: 't',
  claimedBy: 'me',
  attempts: 0,
};
const work = { signal: new AbortController().signal };

describe('measureWork', () => {
  const times = [1_000, 1_250];
  const measure = (handler: () => Promise<{ nextDueAt?: Date }>) => {
    const left = [...times];
    const { metrics, recorded } = recordMetrics();
    const { cluster } = measureWork(
      { cluster: handler },
      { metrics, now: () => left.shift()! },
    );
    return { cluster: cluster!, recorded };
  };

  it('measures work and hands its outcome on', async () => {
    const nextDueAt = new Date(0);
    const { cluster, recorded } = measure(async () => ({ nextDueAt }));
    await expect(cluster(item, work)).resolves.toEqual({ nextDueAt });
    expect(recorded).toEqual({
      'cluster_profiles.work.duration': [
        [0.25, { 'cluster_profiles.work.kind': 'cluster' }],
      ],
    });
  });

  it('names the type of an error, not its message, and hands it on', async () => {
    const { cluster, recorded } = measure(async () => {
      throw new TypeError('the password is 1234');
    });
    await expect(cluster(item, work)).rejects.toThrow('the password is 1234');
    expect(recorded).toEqual({
      'cluster_profiles.work.duration': [
        [
          0.25,
          {
            'cluster_profiles.work.kind': 'cluster',
            'error.type': 'TypeError',
          },
        ],
      ],
    });
  });
});
