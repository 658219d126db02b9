import { STATUS_CODES } from 'node:http';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Request, RequestHandler } from 'express';
import { currentRequest } from '../activity/requestContext';
import { openApiDocument } from './openapi/openApiDocument';

type Severity = 'low' | 'medium' | 'high';

/** What decides, hands something out, or takes the record along; other writes are `medium`, reads are `low`. */
const HIGH = new Set([
  'approveChange',
  'eraseWords',
  'breakGlass',
  'getEvidence',
  'rejectChange',
  'requestAccess',
  'reviewBreakGlass',
  'setWriteSwitch',
  'withdrawApproval',
]);
/** They are sent with POST, but nothing comes of them. */
const LOW = new Set([
  'explainPolicies',
  'startBulkPreview',
  'startPreview',
  'validateProfile',
]);

interface Operation {
  id: string;
  method: string;
  segments: string[];
  severity: Severity;
}

/** Literal paths before those with parameters. */
const AUDITED: readonly Operation[] = Object.entries(
  openApiDocument.paths as Record<
    string,
    Record<string, { operationId: string }>
  >,
)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id }]) => ({
      id,
      method: method.toUpperCase(),
      segments: path.split('/'),
      severity: severityOf(id, method),
    })),
  )
  .sort((a, b) => parameters(a) - parameters(b));

/** Tells Backstage's auditor of every request, who made it, and how it ended. What it cannot be told of is not answered. */
export function auditRequests(options: {
  auditor: AuditorService;
  logger: LoggerService;
}): RequestHandler {
  const { auditor, logger } = options;
  return async (request, response, next) => {
    const { id, severity, named } = findOperation(request);
    try {
      const event = await auditor.createEvent({
        eventId: id.replace(/[A-Z]/g, it => `-${it.toLowerCase()}`),
        severityLevel: severity,
        request,
        meta: {
          ...named,
          requestId: currentRequest()?.requestId ?? null,
        },
      });
      response.once('close', () => {
        const { statusCode } = response;
        const ended =
          response.writableFinished && statusCode < 400
            ? event.success({ meta: { status: statusCode } })
            : event.fail({
                error: new Error(
                  response.writableFinished
                    ? STATUS_CODES[statusCode]
                    : 'The caller left early',
                ),
                meta: { status: statusCode },
              });
        ended.catch(error =>
          logger.error(`The auditor failed: ${stringifyError(error)}`),
        );
      });
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** As Express finds it: in any case, with or without a slash at the end. */
function findOperation({
  method,
  path,
}: Pick<Request, 'method' | 'path'>): Pick<Operation, 'id' | 'severity'> & {
  named: Record<string, string>;
} {
  const given = path.replace(/\/$/, '').split('/');
  for (const operation of AUDITED) {
    const named: Record<string, string> = {};
    const { segments } = operation;
    const fits =
      operation.method === (method === 'HEAD' ? 'GET' : method) &&
      segments.length === given.length &&
      segments.every((segment, index) => {
        if (!segment.startsWith('{')) {
          return segment === given[index].toLowerCase();
        }
        named[segment.slice(1, -1)] = given[index];
        return true;
      });
    if (fits) {
      return { ...operation, named };
    }
  }
  return { id: 'unknownRequest', severity: 'medium', named: {} };
}

function parameters({ segments }: Pick<Operation, 'segments'>): number {
  return segments.filter(segment => segment.startsWith('{')).length;
}

function severityOf(id: string, method: string): Severity {
  if (HIGH.has(id)) {
    return 'high';
  }
  return method === 'get' || LOW.has(id) ? 'low' : 'medium';
}
