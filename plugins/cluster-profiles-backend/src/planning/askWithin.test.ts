import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { askWithin } from './askWithin';

const who = { kind: 'provider', id: 'simulator' } as const;
const ask = (
  question: (signal: AbortSignal) => Promise<unknown>,
  options: Partial<Parameters<typeof askWithin>[0]> = {},
) => askWithin({ question, who, timeout: 1000, isNeeded: false, ...options });
const fails = (error: Error) => async () => {
  throw error;
};

describe('askWithin', () => {
  it('gives the answer', async () => {
    await expect(ask(async () => 7)).resolves.toEqual({ value: 7 });
  });

  it.each([
    [false, 'warn'],
    [true, 'block'],
  ])(
    'says that nothing was verified, needed: %p',
    async (isNeeded, severity) => {
      const error = new ProviderUnreachableError('connection refused');
      await expect(ask(fails(error), { isNeeded })).resolves.toEqual({
        finding: expect.objectContaining({
          severity,
          code: 'provider-unreachable',
          message:
            'Provider "simulator" did not answer, so the plan is not verified: connection refused.',
        }),
      });
    },
  );

  it('does not repeat an error that was not written for people', async () => {
    const answer = await ask(fails(new TypeError('Bearer canary')));
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(answer).toMatchObject({
      finding: { message: expect.stringContaining('(TypeError)') },
    });
  });

  it('names the engine and the layer', async () => {
    await expect(
      ask(fails(new Error('broken')), {
        who: { kind: 'engine', id: 'argocd', layer: 'loki' },
      }),
    ).resolves.toMatchObject({
      finding: { severity: 'warn', code: 'engine-unreachable', layer: 'loki' },
    });
  });

  it('blocks on a refusal', async () => {
    await expect(
      ask(fails(new ProviderRefusedError('quota is used up'))),
    ).resolves.toEqual({
      finding: {
        severity: 'block',
        code: 'provider-refused',
        message: 'quota is used up',
      },
    });
  });

  it('does not wait for a question that ignores its signal', async () => {
    let seen: AbortSignal | undefined;
    await expect(
      ask(
        signal => {
          seen = signal;
          return new Promise(() => {});
        },
        { timeout: 5 },
      ),
    ).resolves.toMatchObject({ finding: { code: 'provider-unreachable' } });
    expect(seen?.aborted).toBe(true);
  });

  it('ends when the caller does', async () => {
    const controller = new AbortController();
    const answer = ask(() => new Promise(() => {}), {
      signal: controller.signal,
    });
    controller.abort(new Error('shutdown'));
    await expect(answer).rejects.toThrow('shutdown');
    await expect(
      ask(async () => 7, { signal: controller.signal }),
    ).rejects.toThrow('shutdown');
  });
});
