import { mockServices } from '@backstage/backend-test-utils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { enqueueNotice } from './enqueueNotice';
import { createNoticeHandler } from './sendNotice';
import type { Notice } from './types';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const notice: Notice = {
  recipients: ['group:default/platform'],
  exclude: ['user:default/alice'],
  title: 'Approval wanted',
  link: '/cluster-profiles/changes/1',
  severity: 'high',
  topic: 'approval-wanted',
  scope: 'change/1/awaiting-approval',
};

describe.each(databases.eachSupportedId())('createNoticeHandler, %p', id => {
  async function start(send = jest.fn(async () => {})) {
    const knex = await databases.init(id);
    await enqueueNotice(knex, { notice, now: new Date().toISOString() });
    const work = await knex('work').where({ kind: 'notice' }).first();
    const handler = createNoticeHandler({
      knex,
      notifications: { send },
      logger: mockServices.logger.mock(),
    });
    const run = (attempts = 0) =>
      handler(
        {
          kind: 'notice',
          id: work.id,
          ticket: work.ticket,
          claimedBy: 'me',
          attempts,
        },
        { signal: new AbortController().signal },
      );
    return { knex, send, run };
  }

  it('sends once, to those concerned, and forgets', async () => {
    const { knex, send, run } = await start();
    expect(await run()).toEqual({});
    expect(await run()).toEqual({});
    const { recipients, exclude, ...payload } = notice;
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'entity',
            entityRef: recipients,
            excludeEntityRef: exclude,
          },
          payload,
        },
      ],
    ]);
    expect(await knex('notices')).toEqual([]);
  });

  it('tries again while sending fails, and gives up in the end', async () => {
    const send = jest.fn(async () => {
      throw new Error('down');
    });
    const { knex, run } = await start(send);
    await expect(run(1)).rejects.toThrow('down');
    expect(await knex('notices')).toHaveLength(1);
    expect(await run(5)).toEqual({});
    expect(await knex('notices')).toEqual([]);
  });
});
