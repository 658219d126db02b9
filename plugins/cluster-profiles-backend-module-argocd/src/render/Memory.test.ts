import { Memory } from './Memory';
import { Slots } from './Slots';

describe('Memory', () => {
  it('makes once what is asked for at the same time and later, and again what failed', async () => {
    const memory = new Memory<string>({ most: 10, sizeOf: it => it.length });
    const make = jest.fn(async () => 'abc');
    const answers = await Promise.all([
      memory.get('a', make),
      memory.get('a', make),
    ]);
    answers.push(await memory.get('a', make));
    expect(answers).toEqual(['abc', 'abc', 'abc']);
    expect(make).toHaveBeenCalledTimes(1);

    const fails = async () => {
      throw new Error('no');
    };
    await expect(memory.get('b', fails)).rejects.toThrow('no');
    await expect(memory.get('b', make)).resolves.toBe('abc');
  });

  it('forgets what was not used for longest', async () => {
    const memory = new Memory<string>({ most: 6, sizeOf: it => it.length });
    const made: string[] = [];
    const get = (key: string) =>
      memory.get(key, async () => {
        made.push(key);
        return 'abc';
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) {
      await get(key);
    }
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});

describe('Slots', () => {
  it('lets so many work at the same time, and goes on after one that fails', async () => {
    const slots = new Slots(2);
    let now = 0;
    let most = 0;
    const work = (fails: boolean) =>
      slots.use(async () => {
        most = Math.max(most, ++now);
        await new Promise(resolve => setTimeout(resolve, 5));
        now--;
        if (fails) {
          throw new Error('no');
        }
      });
    const done = await Promise.allSettled(
      [true, false, true, false, false].map(work),
    );
    expect(done.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(most).toBe(2);
  });
});
