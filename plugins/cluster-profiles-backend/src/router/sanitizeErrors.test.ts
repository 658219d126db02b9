import { mockServices } from '@backstage/backend-test-utils';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import express from 'express';
import request from 'supertest';
import { sanitizeErrors } from './sanitizeErrors';

async function answerTo(error: unknown) {
  const logger = mockServices.logger.mock();
  const app = express();
  app.use((_request, _response, next) => next(error));
  app.use(sanitizeErrors(logger));
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const { status, body } = await request(app).get('/');
  return { status, error: body.error, logger };
}

describe('sanitizeErrors', () => {
  it.each([
    [new InputError('name: too long'), 400],
    [new NotAllowedError('Ask platform'), 403],
    [new NotFoundError('There is no cluster x'), 404],
    [new ConflictError('It is paused'), 409],
    [new ServiceUnavailableError('Writes are stopped'), 503],
    [Object.assign(new SyntaxError('Unexpected token'), { status: 400 }), 400],
    [
      Object.assign(new Error('request entity too large'), {
        name: 'PayloadTooLargeError',
        statusCode: 413,
      }),
      413,
    ],
  ])('%s leaves as it is', async (error, status) => {
    const answer = await answerTo(error);
    expect(answer).toMatchObject({
      status,
      error: { name: error.name, message: error.message },
    });
    expect(answer.logger.error).not.toHaveBeenCalled();
  });

  it.each([
    new Error('select * from secrets - no such table: secrets'),
    Object.assign(new Error('insert into changes'), { code: 'SQLITE_BUSY' }),
    Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { status: 502 }),
    'select 1',
  ])('%s stays in the log, under an id', async error => {
    const { status, error: told, logger } = await answerTo(error);
    expect(status).toBe(500);
    const [, id] = /its log has it under (\S+)$/.exec(told.message)!;
    expect(told).toEqual({
      name: 'Error',
      message: `Something went wrong on the server; its log has it under ${id}`,
    });
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining(id),
      error instanceof Error ? error : new Error(error),
    );
  });
});
