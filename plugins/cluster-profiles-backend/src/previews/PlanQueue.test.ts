import { PlanQueue } from './PlanQueue';

const turn = () => new Promise(resolve => setImmediate(resolve));

function setup(limit: number) {
  const queue = new PlanQueue({ limit });
  const log: string[] = [];
  const endings: Array<() => void> = [];
  return {
    queue,
    log,
    async add(lane: string, count: number) {
      queue.add(
        lane,
        Array.from({ length: count }, (_, index) => () => {
          log.push(`${lane}${index}`);
          return new Promise<void>(resolve => endings.push(resolve));
        }),
      );
      await turn();
    },
    /** Ends the job that started first. */
    async end() {
      endings.shift()!();
      await turn();
      await turn();
    },
  };
}

describe('PlanQueue', () => {
  it('runs no more at once than it may', async () => {
    const { add, end, log } = setup(2);
    await add('a', 3);
    expect(log).toEqual(['a0', 'a1']);
    await end();
    expect(log).toEqual(['a0', 'a1', 'a2']);
  });

  it('lets lanes take turns', async () => {
    const { add, end, log } = setup(1);
    await add('a', 3);
    await add('b', 2);
    await add('c', 1);
    for (let ended = 0; ended < 5; ended += 1) {
      await end();
    }
    expect(log).toEqual(['a0', 'a1', 'b0', 'c0', 'a2', 'b1']);
  });

  it('forgets what waits when it is drained, and waits for what runs', async () => {
    const { add, end, log, queue } = setup(1);
    await add('a', 2);
    let drained = false;
    const draining = queue.drain().then(() => {
      drained = true;
    });
    await turn();
    expect(drained).toBe(false);
    await end();
    await draining;
    expect(log).toEqual(['a0']);
  });
});
