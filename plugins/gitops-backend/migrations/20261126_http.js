// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_http_answers', table => {
    table.comment('What the endpoints of http gates answered last');
    table.string('promotion', 64).notNullable();
    table
      .string('question', 64)
      .notNullable()
      .comment('Digest of the endpoint and of what it was asked');
    table.string('asked_at', 40).notNullable();
    table.text('answer').notNullable().comment('JSON');
    table.primary(['promotion', 'question']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gitops_http_answers');
};
