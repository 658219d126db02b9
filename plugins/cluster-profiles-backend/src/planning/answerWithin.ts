/** Asks what is outside with a time limit. The question may ignore its signal: it is not waited for. */
export async function answerWithin<T>(options: {
  question: (signal: AbortSignal) => Promise<T>;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal;
}): Promise<T> {
  const { timeout, signal } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  let expire = () => {};
  const expired = new Promise<never>((_, reject) => {
    expire = () => {
      const error =
        signal?.reason ??
        new DOMException(`no answer within ${timeout} ms`, 'TimeoutError');
      controller.abort(error);
      reject(error);
    };
  });
  const timer = setTimeout(() => expire(), timeout);
  signal?.addEventListener('abort', expire);
  try {
    return await Promise.race([options.question(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', expire);
  }
}
