// @ts-check

const semver = require('semver');

/**
 * The version that speaks for a profile, as `refreshShown` finds it.
 *
 * @param {Array<{ version: string, state: string }>} versions
 */
const shownOf = versions => {
  const newestFirst = [...versions].sort((a, b) =>
    semver.rcompare(a.version, b.version),
  );
  const usable = newestFirst.find(
    ({ version, state }) =>
      state === 'published' && semver.prerelease(version) === null,
  );
  return (usable ?? newestFirst[0])?.version;
};

/**
 * What a catalog refuses as a label was never one.
 *
 * @param {{ metadata?: { labels?: unknown } }} document
 * @returns {Array<[string, string]>}
 */
const labelsOf = ({ metadata: { labels } = {} }) =>
  labels !== null && typeof labels === 'object' && !Array.isArray(labels)
    ? Object.entries(labels).filter(
        ([label, value]) =>
          label.length <= 317 &&
          typeof value === 'string' &&
          value.length <= 63,
      )
    : [];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('profiles', table => {
    table
      .string('shown_version', 64)
      .comment('The newest usable version, else the newest: what lists show');
  });
  await knex.schema.createTable('profile_labels', table => {
    table.comment('Labels of profiles, as the shown version has them');
    table.string('profile', 63).notNullable().references('profiles.name');
    table.string('label', 317).notNullable();
    table.string('value', 63).notNullable();
    table.primary(['profile', 'label']);
    table.index(['label', 'value']);
  });
  for (const { name } of await knex('profiles').select('name')) {
    const versions = await knex('profile_versions')
      .where({ profile: name })
      .select('version', 'state');
    const version = shownOf(versions);
    if (version !== undefined) {
      await knex('profiles').where({ name }).update({ shown_version: version });
      const { document } = await knex('profile_versions')
        .where({ profile: name, version })
        .first('document');
      const labels = labelsOf(JSON.parse(document));
      if (labels.length > 0) {
        await knex('profile_labels').insert(
          labels.map(([label, value]) => ({ profile: name, label, value })),
        );
      }
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('profile_labels');
  await knex.raw('alter table profiles drop column shown_version');
};
