import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

interface RequestContext {
  requestId: string;
  /** The service that carries a user's token, such as `service:plugin:scaffolder`. */
  carrier?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** An id that may stand in logs and headers. */
const ID = /^[\w.:/+=-]{8,64}$/;

/** The request that is answered; undefined for work in the background. */
export function currentRequest(): Readonly<RequestContext> | undefined {
  return storage.getStore();
}

/** Gives each request an id: the one that a proxy gave it, or a new one. It is on the answer and on what the request records. */
export const identifyRequest: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const requestId = given && ID.test(given) ? given : randomUUID();
  response.set('X-Request-Id', requestId);
  storage.run({ requestId }, next);
};

/** For what is asked for by other ways than HTTP routes of ours. */
export function asRequest<T>(work: () => T): T {
  return storage.run({ requestId: randomUUID() }, work);
}

/** Called once it is known who asks. */
export function setCarrier(carrier: string | undefined): void {
  const context = storage.getStore();
  if (context) {
    context.carrier = carrier;
  }
}

/** For what a request sets off, but is no part of. */
export function outsideRequest<T>(work: () => T): T {
  return storage.exit(work);
}
