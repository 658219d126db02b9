import { mockServices } from '@backstage/backend-test-utils';
import { createAnnounce } from './announce';

const event = { subject: 'cluster' as const, name: 'payments', uid: 'u' };

function setup() {
  const events = mockServices.events.mock();
  const signals = { publish: jest.fn().mockResolvedValue(undefined) };
  const logger = mockServices.logger.mock();
  return {
    events,
    signals,
    logger,
    announce: createAnnounce({ events, signals, logger }),
  };
}

describe('createAnnounce', () => {
  it('tells other plugins and open pages, with ids only', async () => {
    const { announce, events, signals, logger } = setup();
    await announce(event);
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'cluster-profiles',
      eventPayload: event,
    });
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'cluster-profiles',
      message: {
        subject: 'cluster',
        key: expect.stringMatching(/^[0-9a-f]{12}$/),
      },
    });
    expect(JSON.stringify(signals.publish.mock.calls)).not.toContain(
      'payments',
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('logs news that got lost, tells the others, and fails nothing', async () => {
    const { announce, events, signals, logger } = setup();
    events.publish.mockRejectedValue(new Error('broken'));
    await announce(event);
    expect(signals.publish).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/cluster payments.*broken/),
    );
  });
});
