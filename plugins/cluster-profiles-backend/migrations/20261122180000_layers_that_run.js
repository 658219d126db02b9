// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('profile_version_layers', table => {
    table
      .text('component')
      .comment('Chart, image or path of the source: what the world calls it');
  });
  for (const { profile, version, document } of await knex(
    'profile_versions',
  ).select('profile', 'version', 'document')) {
    for (const { name, source } of JSON.parse(document).spec.layers) {
      await knex('profile_version_layers')
        .where({ profile, version, name })
        .update({
          component: source?.chart ?? source?.image ?? source?.path ?? null,
        });
    }
  }

  await knex.schema.createTable('leaving_profiles', table => {
    table.comment(
      'Profile versions of the revision proven last that the desired one does not name: they run until it is proven',
    );
    table.string('cluster_uid', 36).notNullable().references('clusters.uid');
    table.string('profile', 63).notNullable();
    table.string('version', 64).notNullable();
    table.primary(['cluster_uid', 'profile']);
    table.index(['profile', 'version']);
  });
  const moving = await knex('clusters')
    .join('revisions', {
      'revisions.cluster_uid': 'clusters.uid',
      'revisions.number': 'clusters.applied_revision',
    })
    .whereNull('deleted_at')
    .whereNotNull('desired_revision')
    .whereRaw('desired_revision <> applied_revision')
    .select('uid', 'desired');
  for (const { uid, desired } of moving) {
    const kept = await knex('revision_profiles').where({ cluster_uid: uid });
    for (const { name: profile, version } of JSON.parse(desired).profiles) {
      if (
        !kept.some(row => row.profile === profile && row.version === version)
      ) {
        await knex('leaving_profiles').insert({
          cluster_uid: uid,
          profile,
          version,
        });
      }
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('leaving_profiles');
  await knex.schema.alterTable('profile_version_layers', table => {
    table.dropColumn('component');
  });
};
