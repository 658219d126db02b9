import { WriteConflictError } from './WriteConflictError';
import { asItWasRead } from './asItWasRead';

describe('asItWasRead', () => {
  it('reads again what changed before it was written', async () => {
    let reads = 0;
    const written = await asItWasRead(async () => {
      reads += 1;
      if (reads < 3) {
        throw new WriteConflictError('it changed');
      }
      return 'written';
    });
    expect([written, reads]).toEqual(['written', 3]);
  });

  it('gives up on what never rests', async () => {
    let reads = 0;
    await expect(
      asItWasRead(
        async () => {
          reads += 1;
          throw new WriteConflictError('it changed');
        },
        { pauseMs: 0 },
      ),
    ).rejects.toThrow('it changed');
    expect(reads).toBe(15);
  });

  it('does not try to win a field from another manager', async () => {
    let reads = 0;
    await expect(
      asItWasRead(async () => {
        reads += 1;
        throw new WriteConflictError('taken', [
          { manager: 'kubectl', field: '.spec.paused' },
        ]);
      }),
    ).rejects.toThrow('taken');
    expect(reads).toBe(1);
  });

  it('ends with its signal', async () => {
    const stop = new AbortController();
    await expect(
      asItWasRead(
        async () => {
          stop.abort(new Error('the claim is lost'));
          throw new WriteConflictError('it changed');
        },
        { signal: stop.signal },
      ),
    ).rejects.toThrow('the claim is lost');
  });
});
