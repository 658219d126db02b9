import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

// Errors of Backstage say what the caller is to know.
const FOR_CALLERS = new Set([
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotImplementedError',
  'NotModifiedError',
  'ServiceUnavailableError',
]);

/** Internals stay in the log: an error that was not made for callers leaves as an id under which the log has it. */
export function forCallers(error: unknown, logger: LoggerService): Error {
  if (isForCallers(error)) {
    return error as Error;
  }
  const id = randomUUID();
  logger.error(
    `Request failed, error ${id}`,
    isError(error) ? error : new Error(String(error)),
  );
  const bare = new Error(
    `Something went wrong on the server; its log has it under ${id}`,
  );
  // Development shows stacks, which would only tell of this file.
  delete bare.stack;
  return bare;
}

/** The same for what routes throw. */
export function sanitizeErrors(logger: LoggerService): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    next(forCallers(error, logger));
  };
}

function isForCallers(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  // What the body parser and the router refuse has a status.
  const { status, statusCode = status } = error;
  return (
    FOR_CALLERS.has(error.name) ||
    (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
  );
}
