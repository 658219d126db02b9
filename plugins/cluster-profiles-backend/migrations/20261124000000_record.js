// @ts-check

const { createHash, randomBytes } = require('node:crypto');

/** Tables that are only ever appended to. */
const APPEND_ONLY = [
  'activity',
  'activity_checkpoints',
  'activity_checkpoint_heads',
];

/**
 * @param {import('knex').Knex} knex
 */
const isSqlite = knex => knex.client.config.client.includes('sqlite');

/**
 * SHA-256 of canonical JSON, for objects of texts, numbers and null as they are here.
 *
 * @param {Record<string, string | number | null | undefined>} value
 */
const digest = value =>
  createHash('sha256')
    .update(JSON.stringify(value, Object.keys(value).sort()))
    .digest('hex');

/**
 * @param {import('knex').Knex} knex
 */
async function chainWhatIsThere(knex) {
  const heads = new Map();
  for (let last = 0; ;) {
    const rows = await knex('activity')
      .where('id', '>', last)
      .orderBy('id')
      .limit(500);
    if (rows.length === 0) {
      break;
    }
    last = rows[rows.length - 1].id;
    for (const row of rows) {
      const subject = `${row.subject_kind}:${row.subject_uid ?? row.subject_name}`;
      const head = heads.get(subject) ?? { sequence: 0, hash: null };
      const said = {
        actor: row.actor,
        message: row.message,
        salt: randomBytes(16).toString('hex'),
      };
      const entry = {
        subject,
        sequence: head.sequence + 1,
        previous: head.hash,
        at: row.at,
        type: row.type,
        ...(row.change_id !== null && { changeId: row.change_id }),
        words: digest(said),
      };
      const hash = digest(entry);
      heads.set(subject, {
        chain: head.chain ?? hash,
        sequence: entry.sequence,
        hash,
      });
      await knex('activity').where({ id: row.id }).update({
        subject: entry.subject,
        sequence: entry.sequence,
        previous: entry.previous,
        words: entry.words,
        hash,
      });
      await knex('activity_words').insert({ activity_id: row.id, ...said });
    }
  }
  for (const [subject, head] of heads) {
    await knex('activity_heads').insert({ subject, ...head });
  }
}

/**
 * The database itself refuses to alter the record. Words may be erased, never altered.
 *
 * @param {import('knex').Knex} knex
 */
async function refuseAlterations(knex) {
  if (isSqlite(knex)) {
    for (const table of APPEND_ONLY) {
      for (const verb of ['update', 'delete']) {
        await knex.raw(
          `create trigger ${table}_refuses_${verb} before ${verb} on ${table}
           begin select raise(abort, '${table} is append-only'); end`,
        );
      }
    }
    await knex.raw(
      `create trigger activity_words_refuses_delete before delete on activity_words
       begin select raise(abort, 'activity_words can be erased, not deleted'); end`,
    );
    await knex.raw(
      `create trigger activity_words_refuses_update before update on activity_words
       when new.salt is not null or new.message is not null or new.activity_id <> old.activity_id
       begin select raise(abort, 'activity_words can be erased, not altered'); end`,
    );
    return;
  }
  await knex.raw(
    `create function cluster_profiles_refuse() returns trigger language plpgsql as
     $$ begin raise exception '% is append-only', tg_table_name; end $$`,
  );
  for (const table of APPEND_ONLY) {
    await knex.raw(
      `create trigger refuse before update or delete or truncate on ${table}
       for each statement execute function cluster_profiles_refuse()`,
    );
  }
  await knex.raw(
    `create trigger refuse before delete or truncate on activity_words
     for each statement execute function cluster_profiles_refuse()`,
  );
  await knex.raw(
    `create trigger refuse_alteration before update on activity_words
     for each row when (new.salt is not null or new.message is not null or new.activity_id <> old.activity_id)
     execute function cluster_profiles_refuse()`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('activity', table => {
    table.string('subject', 80).comment('Whose chain: kind and UID or name');
    table.integer('sequence').comment('From 1 within the subject');
    table.string('previous', 64).comment('Hash of the entry before');
    table.text('difference').comment('JSON, before and after');
    table.string('request_id', 64);
    table.string('words', 64).comment('Commitment to who said what');
    table.string('hash', 64).comment('Over all but itself');
  });
  await knex.schema.createTable('activity_words', table => {
    table.comment('Personal part of the record; may be erased');
    table.integer('activity_id').primary();
    table.string('actor').notNullable();
    table.string('on_behalf_of');
    table.text('message').comment('Null once erased');
    table.string('salt', 32).comment('Null once erased');
    table.index(['actor']);
    table.index(['on_behalf_of']);
  });
  await knex.schema.createTable('activity_heads', table => {
    table.comment('Last entry of each chain; whoever appends locks it');
    table.string('subject', 80).primary();
    table.string('chain', 64).comment('Hash of the first entry');
    table.integer('sequence').notNullable();
    table.string('hash', 64);
    table
      .integer('checkpointed')
      .notNullable()
      .defaultTo(0)
      .comment('Sequence in the last checkpoint that names the chain');
  });
  await knex.schema.createTable('activity_checkpoints', table => {
    table.comment('Heads of all chains, signed from time to time');
    table.integer('sequence').primary();
    table.string('at', 24).notNullable();
    table.string('previous', 64).unique();
    table.string('hash', 64).notNullable();
    table.string('key_id', 63);
    table.string('signature', 128);
  });
  await knex.schema.createTable('activity_checkpoint_heads', table => {
    table.comment('Chains that grew since the checkpoint before');
    table
      .integer('checkpoint')
      .notNullable()
      .references('activity_checkpoints.sequence');
    table.string('chain', 64).notNullable();
    table.integer('sequence').notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['checkpoint', 'chain']);
    table.index(['chain']);
  });
  await chainWhatIsThere(knex);
  await knex.schema.alterTable('activity', table => {
    table.dropColumn('actor');
    table.dropColumn('message');
  });
  await knex.schema.alterTable('activity', table => {
    for (const column of ['subject', 'sequence', 'words', 'hash']) {
      table.dropNullable(column);
    }
    table.unique(['subject', 'sequence']);
  });
  await knex.schema.alterTable('approvals', table => {
    table.string('key_id', 63);
    table.string('signature', 128);
  });
  await knex.schema.alterTable('changes', table => {
    table.string('acceptance_key_id', 63);
    table.string('acceptance_signature', 128);
  });
  await refuseAlterations(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (isSqlite(knex)) {
    const triggers = await knex('sqlite_master')
      .where({ type: 'trigger' })
      .pluck('name');
    for (const trigger of triggers) {
      await knex.raw(`drop trigger ${trigger}`);
    }
  } else {
    await knex.raw('drop function cluster_profiles_refuse() cascade');
  }
  await knex.schema.alterTable('changes', table => {
    table.dropColumn('acceptance_key_id');
    table.dropColumn('acceptance_signature');
  });
  await knex.schema.alterTable('approvals', table => {
    table.dropColumn('key_id');
    table.dropColumn('signature');
  });
  await knex.schema.alterTable('activity', table => {
    table.string('actor').notNullable().defaultTo('');
    table.text('message').notNullable().defaultTo('');
  });
  for (const row of await knex('activity_words').select()) {
    await knex('activity')
      .where({ id: row.activity_id })
      .update({
        actor: row.on_behalf_of ?? row.actor,
        message: row.message ?? '',
      });
  }
  await knex.schema.dropTable('activity_words');
  await knex.schema.alterTable('activity', table => {
    table.dropUnique(['subject', 'sequence']);
  });
  await knex.schema.alterTable('activity', table => {
    for (const column of [
      'subject',
      'sequence',
      'previous',
      'difference',
      'request_id',
      'words',
      'hash',
    ]) {
      table.dropColumn(column);
    }
  });
  for (const table of [
    'activity_checkpoint_heads',
    'activity_checkpoints',
    'activity_heads',
  ]) {
    await knex.schema.dropTable(table);
  }
};
