import { untilItSucceeds } from './untilItSucceeds';

describe('untilItSucceeds', () => {
  it('tries again after each failure', async () => {
    const attempt = jest
      .fn()
      .mockRejectedValueOnce(new Error('one'))
      .mockRejectedValueOnce(new Error('two'))
      .mockResolvedValueOnce(undefined);
    const onFailure = jest.fn();
    await untilItSucceeds({
      attempt,
      onFailure,
      signal: new AbortController().signal,
      firstPause: 1,
    });
    expect(attempt).toHaveBeenCalledTimes(3);
    expect(onFailure.mock.calls.map(([error]) => error.message)).toEqual([
      'one',
      'two',
    ]);
  });

  it('gives up after the given number of attempts', async () => {
    const attempt = jest.fn().mockRejectedValue(new Error('down'));
    await untilItSucceeds({
      attempt,
      onFailure: () => {},
      signal: new AbortController().signal,
      attempts: 2,
      firstPause: 1,
    });
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it('stops at once when it is told to', async () => {
    const stop = new AbortController();
    const attempt = jest.fn().mockRejectedValue(new Error('down'));
    await untilItSucceeds({
      attempt,
      onFailure: () => setImmediate(() => stop.abort()),
      signal: stop.signal,
      firstPause: 60_000,
    });
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});
