import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/**
 * Named places in the life of a change at which a crash test stops the process. In production each is a no-op.
 * @public
 */
export interface Checkpoints {
  reach(name: string): Promise<void>;
}

/** @public */
export const checkpointsServiceRef = createServiceRef<Checkpoints>({
  id: 'cluster-profiles.checkpoints',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => ({ reach: async () => {} }),
    }),
});
