/** Tells how long each part of a run takes, and ends the run when all of them take too long together. */
export function inPhases(options: { mostMinutes: number }) {
  const { mostMinutes } = options;
  const since = performance.now();
  const minutes = () => (performance.now() - since) / 60_000;
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new Error(
              `It is still at '${name}' after ${mostMinutes} minutes; run it on a quiet machine, or with fewer --clusters`,
            ),
          ),
        Math.max(0, mostMinutes - minutes()) * 60_000,
      );
    });
    try {
      return await Promise.race([work(), late]);
    } finally {
      clearTimeout(timer);
      const seconds = (performance.now() - began) / 1_000;
      process.stderr.write(
        `${name}: ${seconds.toFixed(0)} s, ${minutes().toFixed(1)} min in all\n`,
      );
    }
  };
}
