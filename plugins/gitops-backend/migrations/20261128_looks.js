// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('gitops_environments', table => {
    table
      .string('head', 64)
      .comment(
        'Of its branch, when what it reads was last known to be the same',
      );
  });
  await knex.schema.createTable('gitops_news', table => {
    table.comment(
      'Of what hosts have told, so that what is remembered is known to be old',
    );
    table.string('repository', 500).notNullable();
    table.string('subject', 100).notNullable();
    table.integer('revision').notNullable();
    table
      .bigInteger('told_at')
      .notNullable()
      .comment('Milliseconds since 1970');
    table.primary(['repository', 'subject']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gitops_news');
  await knex.schema.alterTable('gitops_environments', table => {
    table.dropColumn('head');
  });
};
