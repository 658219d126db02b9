// @ts-check

/**
 * Times are ISO 8601 texts in UTC with milliseconds, so that both databases compare and sort them alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('installation', table => {
    table.comment('Facts about this installation');
    table.string('key', 64).primary();
    table.text('value').notNullable();
  });

  await knex.schema.createTable('blobs', table => {
    table.comment(
      'Content-addressed bytes: files of bundles and pinned sources',
    );
    table.string('sha256', 64).primary();
    table.binary('content').notNullable();
    table.integer('bytes').notNullable();
  });

  await knex.schema.createTable('profiles', table => {
    table.comment(
      'Names of profiles; a name belongs to the place it was first published from',
    );
    table.string('name', 63).primary();
    table
      .text('origin')
      .comment('Where the first bundle came from; null for uploads');
    table.string('owner_ref').notNullable();
    table.string('created_at', 24).notNullable();
  });

  await knex.schema.createTable('profile_versions', table => {
    table.comment('Published versions; all but the state is immutable');
    table.string('profile', 63).notNullable().references('profiles.name');
    table.string('version', 64).notNullable();
    table.string('digest', 64).notNullable();
    table.string('state', 16).notNullable();
    table.string('type', 16).notNullable();
    table.text('title');
    table.text('description');
    table.string('owner_ref').notNullable();
    table.string('lifecycle', 63).notNullable();
    table.string('kubernetes_version', 64);
    table.text('release_notes');
    table.text('document', 'longtext').notNullable().comment('JSON');
    table.text('files').notNullable().comment('JSON, path to SHA-256');
    table.text('sources').notNullable().comment('JSON, pinned sources');
    table.text('authors').notNullable().comment('JSON, entity references');
    table.boolean('authors_known').notNullable();
    table.text('approvers').notNullable().comment('JSON, entity references');
    table.string('change_id', 36).notNullable();
    table.string('published_at', 24).notNullable();
    table.text('state_reason');
    table.string('state_changed_at', 24);
    table.string('end_of_life', 10);
    table.primary(['profile', 'version']);
  });

  await knex.schema.createTable('profile_version_layers', table => {
    table.comment(
      'Layers of published versions, for questions across profiles',
    );
    table.string('profile', 63).notNullable();
    table.string('version', 64).notNullable();
    table.string('name', 63).notNullable();
    table.string('kind', 16).notNullable();
    table.string('category', 63);
    table.string('layer_version', 128).notNullable();
    table.string('repository', 63);
    table.integer('position').notNullable();
    table.primary(['profile', 'version', 'name']);
    table.index(['name', 'layer_version']);
  });

  await knex.schema.createTable('clusters', table => {
    table.comment('Clusters: desired by revision number, observed apart');
    table.string('uid', 36).primary();
    table.string('name', 63).notNullable();
    table
      .string('live_name', 63)
      .unique()
      .comment('The name while it is taken, null once deleted');
    table.string('owner_ref').notNullable();
    table.text('description');
    table.string('target', 63).notNullable();
    table.string('provider', 63).notNullable();
    table.string('region', 63).notNullable();
    table.string('stage', 16).notNullable();
    table
      .integer('desired_revision')
      .comment('Null before the first is accepted');
    table.integer('applied_revision').comment('Last one that was proven');
    table
      .integer('last_revision')
      .notNullable()
      .defaultTo(0)
      .comment('Highest number given out');
    table.string('phase', 16).notNullable();
    table.text('phase_reason').notNullable();
    table.string('profile', 63).notNullable();
    table.string('profile_version', 64).notNullable();
    table.string('kubernetes_version', 64);
    table.string('drift', 16).notNullable();
    table.string('follow', 16).notNullable();
    table.boolean('paused').notNullable().defaultTo(false);
    table.boolean('protected').notNullable().defaultTo(false);
    table.boolean('has_issue').notNullable().defaultTo(false);
    table.string('observed_at', 24);
    table.string('created_at', 24).notNullable();
    table.string('updated_at', 24).notNullable();
    table.string('deleted_at', 24);
    // Last, so that SQLite reads the other columns without walking through these.
    table.text('conditions').notNullable().comment('JSON');
    table
      .text('observed', 'longtext')
      .comment('JSON, what the provider last answered, layers included');
    // Filters of the fleet page without reading the rows, in its usual order.
    table.index(
      [
        'name',
        'uid',
        'deleted_at',
        'owner_ref',
        'stage',
        'target',
        'provider',
        'phase',
        'profile',
        'profile_version',
        'drift',
        'has_issue',
        'kubernetes_version',
        'created_at',
        'updated_at',
        'desired_revision',
      ],
      'clusters_listing',
    );
    // The same for its count: as small as can be, because all of it is walked.
    table.index(
      [
        'deleted_at',
        'owner_ref',
        'stage',
        'target',
        'provider',
        'phase',
        'profile',
        'profile_version',
        'drift',
        'has_issue',
        'desired_revision',
      ],
      'clusters_counting',
    );
    // Its other orders, with what permissions usually look at.
    for (const column of [
      'owner_ref',
      'target',
      'stage',
      'phase',
      'profile',
      'kubernetes_version',
      'created_at',
      'updated_at',
    ]) {
      table.index(
        [...new Set([column, 'uid', 'deleted_at', 'owner_ref', 'stage'])],
        `clusters_by_${column}`,
      );
    }
  });

  await knex.schema.createTable('revisions', table => {
    table.comment('Desired states: immutable but for the state');
    table.string('cluster_uid', 36).notNullable().references('clusters.uid');
    table.integer('number').notNullable();
    table.string('digest', 64).notNullable();
    table.text('desired', 'longtext').notNullable().comment('JSON');
    table.string('change_id', 36).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.primary(['cluster_uid', 'number']);
    table.index(['change_id']);
  });

  await knex.schema.createTable('revision_profiles', table => {
    table.comment(
      'Profile versions that the desired state of each live cluster names',
    );
    table.string('cluster_uid', 36).notNullable().references('clusters.uid');
    table.string('profile', 63).notNullable();
    table.string('version', 64).notNullable();
    table.primary(['cluster_uid', 'profile']);
    table.index(['profile', 'version']);
  });

  await knex.schema.createTable('changes', table => {
    table.comment('The only way to a new revision or publication');
    table.string('id', 36).primary();
    table.string('kind', 32).notNullable();
    table.string('subject_kind', 16).notNullable();
    table.string('subject_name', 63).notNullable();
    table.string('subject_uid', 36);
    table.string('owner_ref').notNullable();
    table.string('stage', 16);
    table.string('target', 63);
    table
      .string('profile', 63)
      .comment('The main one of what was accepted; null before');
    table.string('proposer').notNullable();
    table.boolean('seed').notNullable().defaultTo(false);
    table.string('idempotency_key', 255);
    table.string('request_digest', 64).notNullable();
    table.text('request', 'longtext').notNullable().comment('JSON');
    table.text('comment');
    table.text('summary').notNullable();
    table.string('state', 24).notNullable();
    table.text('state_reason');
    table.text('plan', 'longtext').comment('JSON');
    table.string('plan_digest', 64);
    table.string('revision_digest', 64);
    table.string('impact_digest', 64);
    table.string('planned_at', 24);
    table.text('policy').comment('JSON, what the policies demanded');
    table.integer('missing_approvals').notNullable().defaultTo(0);
    table.string('seen_plan_digest', 64);
    table.integer('revision');
    table.text('steps').notNullable().comment('JSON');
    table.string('superseded_by', 36);
    table.string('created_at', 24).notNullable();
    table.string('updated_at', 24).notNullable();
    table.string('expires_at', 24);
    table.string('deadline_at', 24);
    table.string('accepted_at', 24);
    table.string('started_at', 24);
    table.string('finished_at', 24);
    table.unique(['proposer', 'idempotency_key']);
    table.index(['state', 'created_at']);
    table.index(['subject_kind', 'subject_name']);
    table.index(['subject_uid', 'state']);
    table.index(['created_at']);
    // How long the last successes of a kind took, of all and of one profile.
    table.index(['kind', 'state', 'finished_at']);
    table.index(['profile', 'kind', 'state', 'finished_at']);
  });

  await knex.schema.createTable('approvals', table => {
    table.comment('Decisions; each names the plan that was seen');
    table.increments('id');
    table.string('change_id', 36).notNullable().references('changes.id');
    table.string('approver').notNullable();
    table.string('decision', 16).notNullable();
    table.string('plan_digest', 64).notNullable();
    table.text('comment');
    table
      .text('groups')
      .notNullable()
      .comment('JSON, groups of the approver when he decided');
    table.string('at', 24).notNullable();
    table
      .string('planned_at', 24)
      .notNullable()
      .comment(
        'A plan that was made again must be approved again, even if equal',
      );
    table.unique(['change_id', 'approver', 'planned_at']);
  });

  await knex.schema.createTable('change_requirements', table => {
    table.comment(
      'What is still missing of a waiting change, so that inboxes are one query',
    );
    table.string('change_id', 36).notNullable().references('changes.id');
    table.string('group_ref').notNullable();
    table.integer('missing').notNullable();
    table.primary(['change_id', 'group_ref']);
    table.index(['group_ref']);
  });

  await knex.schema.createTable('change_exclusions', table => {
    table.comment('Who never counts as an approver of a waiting change');
    table.string('change_id', 36).notNullable().references('changes.id');
    table.string('user_ref').notNullable();
    table.primary(['change_id', 'user_ref']);
  });

  await knex.schema.createTable('activity', table => {
    table.comment('Append-only record: no code path updates or deletes');
    table.increments('id');
    table.string('at', 24).notNullable();
    table.string('actor').notNullable();
    table.string('subject_kind', 16).notNullable();
    table.string('subject_name', 63).notNullable();
    table.string('subject_uid', 36);
    table.string('change_id', 36);
    table.string('type', 64).notNullable();
    table.text('message').notNullable();
    table.index(['subject_kind', 'subject_name']);
    table.index(['change_id']);
  });

  await knex.schema.createTable('work', table => {
    table.comment(
      'What is due; one row per cluster or change, claimed with a lease',
    );
    table.string('kind', 16).notNullable();
    table.string('id', 36).notNullable();
    table.string('due_at', 24).notNullable();
    table
      .string('ticket', 36)
      .notNullable()
      .comment('New with each request for work');
    table.string('claimed_by', 64);
    table.string('lease_until', 24);
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('last_error');
    table.primary(['kind', 'id']);
    table.index(['due_at']);
  });

  await knex.schema.createTable('notices', table => {
    table.comment('Notifications that are still to be sent');
    table.string('id', 36).primary();
    table.text('notice').notNullable().comment('JSON');
    table.string('created_at', 24).notNullable();
  });

  await knex.schema.createTable('previews', table => {
    table.comment('Plans on their own, for an hour');
    table.string('id', 36).primary();
    table.string('proposer').notNullable();
    table.string('bulk_id', 36).comment('One row per cluster, if in bulk');
    table.integer('position').notNullable();
    table.string('cluster', 63);
    table.string('state', 16).notNullable();
    table.text('plan', 'longtext');
    table.text('approval');
    table
      .text('item', 'longtext')
      .comment('JSON, what a bulk preview tells instead of the plan');
    table.text('error');
    table
      .string('alive_until', 24)
      .notNullable()
      .comment('Moved on while it is planned; passed by: nobody does');
    table.string('expires_at', 24).notNullable();
    table.index(['bulk_id']);
    table.index(['proposer', 'state']);
    table.index(['expires_at']);
  });

  await knex.schema.createTable('write_switch', table => {
    table.comment(
      'One row while an administrator has said something about writes',
    );
    table.integer('id').primary();
    table.boolean('writes').notNullable();
    table.text('reason');
    table.string('changed_by').notNullable();
    table.string('changed_at', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'write_switch',
    'previews',
    'notices',
    'work',
    'activity',
    'change_exclusions',
    'change_requirements',
    'approvals',
    'changes',
    'revision_profiles',
    'revisions',
    'clusters',
    'profile_version_layers',
    'profile_versions',
    'profiles',
    'blobs',
    'installation',
  ]) {
    await knex.schema.dropTable(table);
  }
};
