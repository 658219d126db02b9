import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  asRequest,
  currentRequest,
  setCarrier,
} from '../activity/requestContext';
import type { RequestLimits } from '../router/RequestLimits';
import { forCallers } from '../router/sanitizeErrors';

/** What holds for every action as it does for every route: it is audited and limited, and its errors say nothing of the inside. */
export class ActionRunner {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #limits: RequestLimits;

  constructor(options: {
    auditor: AuditorService;
    logger: LoggerService;
    requestLimits: RequestLimits;
  }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#limits = options.requestLimits;
  }

  run<T>(
    options: {
      action: string;
      writes: boolean;
      credentials: BackstageCredentials;
    },
    work: () => Promise<T>,
  ): Promise<T> {
    return asRequest(async () => {
      const { action, writes, credentials } = options;
      const { type } = credentials.principal as { type?: string };
      if (type !== 'user' && type !== 'service') {
        throw new NotAllowedError('This needs a signed-in user or a service');
      }
      const { actor } = credentials.principal as {
        actor?: { subject: string };
      };
      setCarrier(actor && `service:${actor.subject}`);
      const event = await this.#auditor.createEvent({
        eventId: `action-${action}`,
        severityLevel: writes ? 'medium' : 'low',
        meta: {
          ...callerOf(credentials),
          requestId: currentRequest()?.requestId ?? null,
        },
      });
      try {
        this.#limits.count(credentials, { writes });
        const result = await work();
        await event.success();
        return result;
      } catch (error) {
        const told = forCallers(error, this.#logger);
        await event.fail({ error: told });
        throw told;
      }
    });
  }
}

/** The auditor knows callers of HTTP requests only. */
function callerOf(credentials: BackstageCredentials) {
  const { userEntityRef, subject, actor } = credentials.principal as {
    userEntityRef?: string;
    subject?: string;
    actor?: { subject: string };
  };
  return {
    caller: userEntityRef ?? subject ?? null,
    carrier: actor?.subject ?? null,
  };
}
