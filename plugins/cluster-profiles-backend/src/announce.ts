import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CLUSTER_PROFILES_SIGNAL_CHANNEL,
  CLUSTER_PROFILES_TOPIC,
  signalKey,
  type SubjectEvent,
  type SubjectSignal,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * Tells the catalog and open pages that something changed; carries ids only. Signals reach everybody who is signed in, so they carry
 * a digest of the name: who has the page of a cluster open recognises it, who may not know of the cluster learns no name.
 */
export type Announce = (event: SubjectEvent) => Promise<void>;

/** News may be lost: readers resync on a schedule, so a failure is logged and nothing else. */
export function createAnnounce(options: {
  events: EventsService;
  signals: SignalsService;
  logger: LoggerService;
}): Announce {
  const { events, signals, logger } = options;
  return async event => {
    const results = await Promise.allSettled([
      events.publish({ topic: CLUSTER_PROFILES_TOPIC, eventPayload: event }),
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: CLUSTER_PROFILES_SIGNAL_CHANNEL,
        message: toSignal(event),
      }),
    ]);
    for (const result of results) {
      if (result.status === 'rejected') {
        logger.warn(
          `News of ${event.subject} ${event.name} got lost: ${result.reason}`,
        );
      }
    }
  };
}

function toSignal({ subject, name }: SubjectEvent): SubjectSignal {
  return { subject, key: signalKey(name) };
}
