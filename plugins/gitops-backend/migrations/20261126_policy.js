// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('gitops_decisions', table => {
    table.string('commit', 64).comment('A policy: the commit of its file');
    table.text('file').comment('A policy: URL of its file');
  });
  await knex.schema.createTable('gitops_decision_heads', table => {
    table.comment('The state branches that the decisions were read from');
    table.string('repository').primary();
    table.string('head', 64).comment('The commit they were read at');
  });
  await knex.schema.alterTable('gitops_pipelines', table => {
    table
      .text('pending_policy')
      .comment('JSON: the edit that waits to be accepted');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('gitops_decisions').where({ kind: 'policy' }).delete();
  await knex.schema.alterTable('gitops_pipelines', table => {
    table.dropColumn('pending_policy');
  });
  await knex.schema.dropTable('gitops_decision_heads');
  await knex.schema.alterTable('gitops_decisions', table => {
    table.dropColumn('commit');
    table.dropColumn('file');
  });
};
