import type {
  Cluster,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { readClusterQuery } from './readClusterQuery';
import { startList } from './startList';

const PAGE: Page<Cluster> = { items: [], totalCount: 0 };
const SEARCH = '?stage=production&order=desc';
const KEY = JSON.stringify(readClusterQuery(new URLSearchParams(SEARCH)));

describe('startList', () => {
  afterEach(() => jest.useRealTimers());

  function start(answer: () => Promise<Page<Cluster>> = async () => PAGE) {
    const listClusters = jest.fn(answer);
    return { listClusters, started: startList({ listClusters }, SEARCH) };
  }

  it('asks at once, and gives the answer to who asks the same', async () => {
    const { listClusters, started } = start();
    expect(listClusters).toHaveBeenCalledWith(
      expect.objectContaining({ stage: ['production'], order: 'desc' }),
    );
    await expect(started.take(KEY)).resolves.toBe(PAGE);
  });

  it('gives it once, so that a reload asks again', () => {
    const { started } = start();
    started.take(KEY);
    expect(started.take(KEY)).toBeUndefined();
  });

  it('has nothing for another list', () => {
    expect(start().started.take('other')).toBeUndefined();
  });

  it('has nothing for who comes later', () => {
    jest.useFakeTimers();
    const { started } = start();
    jest.advanceTimersByTime(5_000);
    expect(started.take(KEY)).toBeUndefined();
  });

  it('leaves the error to who takes it', async () => {
    const { started } = start(async () => {
      throw new Error('forbidden');
    });
    await expect(started.take(KEY)).rejects.toThrow('forbidden');
  });
});
