import { InputError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import express, { type Request, type RequestHandler } from 'express';
import Router from 'express-promise-router';
import { identifyRequest, setCarrier } from '../activity/requestContext';
import { addAdministrationRoutes } from './administrationRoutes';
import { addBulkRoutes } from './bulkRoutes';
import { addChangeRoutes } from './changeRoutes';
import { addClusterRoutes } from './clusterRoutes';
import { addPolicyRoutes } from './policyRoutes';
import { addPreviewRoutes } from './previewRoutes';
import { auditRequests } from './auditRequests';
import { addProfileRoutes } from './profileRoutes';
import { sanitizeErrors } from './sanitizeErrors';
import type { RouterOptions } from './types';

/** Routes under `/api/cluster-profiles/v1`. They read input and pass credentials on; what is allowed is decided behind them. */
export function createRouter(options: RouterOptions): express.Router {
  const callers = new WeakMap<Request, BackstageCredentials>();
  // Before anything is read: what is malformed counts, too.
  const identifyCaller: RequestHandler = async (request, _response, next) => {
    const credentials = await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    options.requestLimits.count(credentials, {
      writes: !['GET', 'HEAD'].includes(request.method),
    });
    const { principal } = credentials;
    if (principal.type === 'user' && principal.actor) {
      setCarrier(`service:${principal.actor.subject}`);
    }
    callers.set(request, credentials);
    next();
  };
  const caller = async (request: Request) => ({
    credentials: callers.get(request)!,
  });
  const v1 = Router();
  v1.use(identifyRequest, auditRequests(options));
  v1.use((request, _response, next) => {
    // No name and no id has it, and PostgreSQL cannot even compare it.
    next(
      request.path.includes('%00')
        ? new InputError('The path has a NUL character; leave it out')
        : undefined,
    );
  });
  v1.use(identifyCaller);
  v1.use(express.json({ limit: options.bodyLimit }));

  for (const addRoutes of [
    addProfileRoutes,
    addClusterRoutes,
    addChangeRoutes,
    addPreviewRoutes,
    addPolicyRoutes,
    addBulkRoutes,
    addAdministrationRoutes,
  ]) {
    addRoutes(v1, { ...options, caller });
  }

  const router = Router();
  router.use('/v1', v1);
  router.use(sanitizeErrors(options.logger));
  return router;
}
