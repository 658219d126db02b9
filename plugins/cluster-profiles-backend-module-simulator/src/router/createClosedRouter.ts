import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';

/** Stands where the routes would be, unless the configuration opens them. */
export function createClosedRouter(): Router {
  const router = PromiseRouter();
  router.use('/simulator', () => {
    throw new NotFoundError(
      'The simulator takes no orders: set clusterProfiles.dangerouslyAllowExamples to open these routes',
    );
  });
  return router;
}
