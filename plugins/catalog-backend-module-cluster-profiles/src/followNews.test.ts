import { followNews } from './followNews';

async function settled() {
  await new Promise(resolve => setTimeout(resolve, 100));
}

describe('followNews', () => {
  it('reads a burst of news about one cluster once more, not once each', async () => {
    const seen: string[] = [];
    const note = followNews({
      synchronize: async name => {
        seen.push(name);
        await new Promise(setImmediate);
      },
      onFailure: () => {},
      signal: new AbortController().signal,
    });
    ['a', 'a', 'a', 'b', 'a'].forEach(note);
    await settled();
    // The first is under way when the others come.
    expect(seen).toEqual(['a', 'a', 'b']);
    note('c');
    await settled();
    expect(seen).toEqual(['a', 'a', 'b', 'c']);
  });

  it('tries again, and one that keeps failing does not keep the others from being read', async () => {
    const seen: string[] = [];
    const onFailure = jest.fn();
    const note = followNews({
      synchronize: async name => {
        seen.push(name);
        if (name === 'bad') {
          throw new Error('no');
        }
      },
      onFailure,
      signal: new AbortController().signal,
      firstPause: 1,
    });
    note('bad');
    note('good');
    const deadline = Date.now() + 5_000;
    while (onFailure.mock.calls.length < 5 && Date.now() < deadline) {
      await settled();
    }
    await settled();
    expect(seen.filter(name => name === 'bad')).toHaveLength(5);
    expect(seen.filter(name => name === 'good')).toHaveLength(1);
    expect(onFailure).toHaveBeenCalledTimes(5);
  });
});
