// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_candidates', table => {
    table.comment('What is no release, and why not; a bounded number of each');
    table.string('entity_ref', 255).notNullable();
    table
      .string('origin', 255)
      .notNullable()
      .comment('What one look finds: gitTag, pullRequest, or names of images');
    table.string('name', 255).notNullable().comment('Of the tag, or #12');
    table.string('seen_at', 40).comment('Null: it was there before any look');
    table.text('candidate').notNullable().comment('JSON');
    table.primary(['entity_ref', 'origin', 'name']);
  });
  await knex.schema.alterTable('gitops_releases', table => {
    // Until now nothing but images made releases.
    table
      .text('origins')
      .notNullable()
      .defaultTo('[{"on":"image"}]')
      .comment('JSON: all that made it a release');
    table.dropColumn('trigger');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('gitops_releases', table => {
    table.string('trigger', 20).notNullable().defaultTo('image');
    table.dropColumn('origins');
  });
  await knex.schema.dropTable('gitops_candidates');
};
