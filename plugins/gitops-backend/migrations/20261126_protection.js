// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_watches', table => {
    table.comment('How far the changes to an environment were judged');
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.text('place').notNullable().comment('JSON: where it was judged');
    table.string('head', 64).notNullable().comment('The last commit judged');
    table.text('inputs').notNullable().comment('JSON: path to object id');
    table.string('rendered', 64).comment('The last commit that renders');
    table.primary(['entity_ref', 'environment']);
  });
  await knex.schema.createTable('gitops_violations', table => {
    table.comment('Changes that came past this suite and past approval');
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('commit', 64).notNullable();
    table.string('repository', 500).notNullable();
    table.string('branch', 255).notNullable();
    table.text('commit_url').notNullable();
    table.string('at', 40).notNullable();
    table.text('by').notNullable().comment('JSON: the person');
    table.string('kind', 20).notNullable();
    table.text('files').notNullable().comment('JSON: paths and object ids');
    table.text('reason').notNullable();
    table.integer('pull_request').comment('The one it came by');
    table.string('status', 20).notNullable().comment('open, ended, accepted');
    table.text('problem').comment('Why it is not taken back');
    table.primary(['entity_ref', 'environment', 'commit']);
    table.index(['repository', 'branch', 'commit']);
  });
  await knex.schema.createTable('gitops_reverts', table => {
    table.comment('Pull requests that take violations back, one a commit');
    table.string('repository', 500).notNullable();
    table.string('branch', 255).notNullable();
    table.string('commit', 64).notNullable();
    table.string('state', 20).notNullable();
    table.integer('pull_request');
    table.text('url');
    table.string('head_commit', 64).comment('What this suite pushed last');
    table.bigInteger('claimed_until').notNullable();
    table.primary(['repository', 'branch', 'commit']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gitops_reverts');
  await knex.schema.dropTable('gitops_violations');
  await knex.schema.dropTable('gitops_watches');
};
