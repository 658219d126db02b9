import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import { preflightTarget } from './preflightTarget';

/** Logs, once at start, what keeps each target from being used and what it runs with, so that whoever installs it need not look at the portal for it. */
export async function reportPreflights(
  options: Omit<Parameters<typeof preflightTarget>[0], 'target'> & {
    targets: readonly Target[];
    logger: LoggerService;
  },
): Promise<void> {
  const { targets, logger } = options;
  await Promise.all(
    targets.map(async target => {
      for (const finding of await preflightTarget({ ...options, target })) {
        const { severity, code, message, remedy } = finding;
        logger[severity === 'ok' ? 'info' : 'warn'](
          `Target ${target.name}: ${message} (${code})${remedy ? `. ${remedy}` : ''}`,
        );
      }
    }),
  );
}
