import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Time and chance are given, never taken: no rule and no store reads them itself. @public */
export interface Clock {
  now(): Date;
  /** From 0 inclusive to 1 exclusive; for jitter, never for secrets. */
  random(): number;
}

/** @public */
export const clockServiceRef = createServiceRef<Clock>({
  id: 'cluster-profiles.clock',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => ({ now: () => new Date(), random: () => Math.random() }),
    }),
});
