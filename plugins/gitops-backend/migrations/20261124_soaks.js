// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_soaks', table => {
    table.comment('How long releases have stayed verified in environments');
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('release', 64).notNullable();
    table.text('clock').notNullable().comment('JSON');
    table.primary(['entity_ref', 'environment', 'release']);
  });
  await knex.schema.alterTable('gitops_outbox', table => {
    table
      .string('topic', 64)
      .notNullable()
      .defaultTo('')
      .comment('What the message is about: of one topic the newest is true');
    table.index(['topic', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('gitops_outbox', table => {
    table.dropIndex(['topic', 'id']);
    table.dropColumn('topic');
  });
  await knex.schema.dropTable('gitops_soaks');
};
