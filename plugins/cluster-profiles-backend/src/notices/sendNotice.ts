import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { NoticeRow } from '../database/tables';
import type { WorkHandler } from '../work/types';
import type { Notice } from './types';

const MAX_ATTEMPTS = 5;

/**
 * Sends notices that were left. A crash between sending and forgetting sends again; the scope then makes the portal update the
 * notification that is there instead of adding another.
 */
export function createNoticeHandler(options: {
  knex: Knex;
  notifications: NotificationService;
  logger: LoggerService;
}): WorkHandler {
  const { knex, notifications, logger } = options;
  return async item => {
    const row = await knex<NoticeRow>('notices').where({ id: item.id }).first();
    if (!row) {
      return {};
    }
    const { recipients, exclude, ...payload }: Notice = JSON.parse(row.notice);
    try {
      await notifications.send({
        recipients: {
          type: 'entity',
          entityRef: recipients,
          excludeEntityRef: exclude,
        },
        payload,
      });
    } catch (error) {
      if (item.attempts < MAX_ATTEMPTS) {
        throw error;
      }
      logger.warn(`Gave up telling ${recipients}: ${stringifyError(error)}`);
    }
    await knex<NoticeRow>('notices').where({ id: item.id }).delete();
    return {};
  };
}
