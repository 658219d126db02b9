import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { currentRequest } from '../activity/requestContext';
import { RequestLimits } from '../router/RequestLimits';
import { testClock } from '../work/__testUtils__/testClock';
import { ActionRunner } from './ActionRunner';

function setup(requestsPerMinute = 10) {
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue(event);
  const logger = mockServices.logger.mock();
  const runner = new ActionRunner({
    auditor,
    logger,
    requestLimits: new RequestLimits({
      clock: testClock(),
      requestsPerMinute,
      writesPerMinute: 1,
    }),
  });
  const credentials = mockCredentials.user('user:default/alice', {
    actor: { subject: 'plugin:mcp-actions' },
  });
  const run = <T>(work: () => Promise<T>) =>
    runner.run({ action: 'get-cluster', writes: false, credentials }, work);
  return { run, auditor, event, logger };
}

describe('ActionRunner', () => {
  it('audits a call with who makes it, and knows it as a request', async () => {
    const { run, auditor, event } = setup();
    const { requestId, carrier } = await run(async () => currentRequest()!);
    expect(carrier).toBe('service:plugin:mcp-actions');
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'action-get-cluster',
      severityLevel: 'low',
      meta: {
        caller: 'user:default/alice',
        carrier: 'plugin:mcp-actions',
        requestId,
      },
    });
    expect(event.success).toHaveBeenCalledTimes(1);
  });

  it('passes on what is meant for callers, and keeps the rest for the log', async () => {
    const { run, event, logger } = setup();
    await expect(
      run(async () => {
        throw new InputError('/name: say which');
      }),
    ).rejects.toThrow('/name: say which');
    expect(logger.error).not.toHaveBeenCalled();
    await expect(
      run(async () => {
        throw new Error('connect to postgres://admin:canary@db failed');
      }),
    ).rejects.toThrow(/^Something went wrong on the server/);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(event.fail.mock.calls)).not.toContain('canary');
  });

  it('counts calls with the requests of the caller', async () => {
    const { run, event } = setup(1);
    await run(async () => 1);
    await expect(run(async () => 2)).rejects.toMatchObject({ statusCode: 429 });
    expect(event.fail).toHaveBeenCalledTimes(1);
  });
});
