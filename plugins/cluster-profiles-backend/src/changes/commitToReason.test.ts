import {
  textDigest,
  type AccessGrantRequest,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { commitToReason } from './commitToReason';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const proposer = 'user:default/paula';
const request: AccessGrantRequest = {
  kind: 'access',
  cluster: 'shop',
  role: 'admin',
  hours: 2,
  reason: 'The certificate',
};
const planOf = (words: object) =>
  JSON.stringify({
    access: { reason: request.reason, ...words },
    planDigest: 'seen',
  } as unknown as Plan);

describe('commitToReason', () => {
  it.each(databases.eachSupportedId())(
    'has a salt of its own, and the same in all plans of a change, %p',
    async id => {
      const knex = await databases.init(id);
      const first = await commitToReason(knex, request, { proposer });
      expect(first.reasonSalt).toMatch(/^[0-9a-f]{32}$/);
      expect(first.reasonDigest).toBe(
        textDigest(request.reason, { salt: first.reasonSalt }),
      );
      const other = await commitToReason(knex, request, { proposer });
      expect(other.reasonSalt).not.toBe(first.reasonSalt);

      const again = { proposer, plan: planOf(first) };
      expect(await commitToReason(knex, request, again)).toEqual(first);
      // A plan of before salts came in comes to what it was.
      const before = { proposer, plan: planOf({}) };
      expect(await commitToReason(knex, request, before)).toEqual({});
      const reworded = { ...request, reason: 'Another' };
      expect((await commitToReason(knex, reworded, again)).reasonSalt).not.toBe(
        first.reasonSalt,
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'takes that of the preview that the proposer saw, %p',
    async id => {
      const knex = await databases.init(id);
      const first = await commitToReason(knex, request, { proposer });
      await knex('previews').insert({
        id: 'preview',
        proposer,
        position: 0,
        state: 'ready',
        plan: planOf(first),
        alive_until: '2026-01-01T00:00:00.000Z',
        expires_at: '2026-01-01T01:00:00.000Z',
      });
      const seen = { proposer, seen_plan_digest: 'seen' };
      expect(await commitToReason(knex, request, seen)).toEqual(first);
      const stranger = { ...seen, proposer: 'user:default/mallory' };
      expect(
        (await commitToReason(knex, request, stranger)).reasonSalt,
      ).not.toBe(first.reasonSalt);
    },
  );
});
