import { mapConcurrently } from './mapConcurrently';

describe('mapConcurrently', () => {
  it('keeps the order and the limit', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async item => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setTimeout(resolve, item));
      running -= 1;
      return item * 2;
    });
    expect(results).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });

  it('does nothing for nothing', async () => {
    await expect(mapConcurrently([], 2, async x => x)).resolves.toEqual([]);
  });
});
