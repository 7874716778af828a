// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('gitops_environments', table => {
    table
      .bigInteger('stale_since')
      .comment('Milliseconds since 1970, by the clock of the database');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('gitops_environments', table => {
    table.dropColumn('stale_since');
  });
};
