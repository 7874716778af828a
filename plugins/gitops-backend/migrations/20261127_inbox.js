// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_inbox', table => {
    table.comment('What the outside world told, to be acted on once each');
    table.increments('id');
    table.string('receiver', 63).notNullable();
    table
      .string('delivery', 64)
      .notNullable()
      .comment('Digest of what redeliveries have in common');
    table.text('events').notNullable().comment('JSON');
    table.bigInteger('received_at').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('due_at').notNullable().comment('Milliseconds since 1970');
    table.string('lease_owner', 64);
    table.bigInteger('lease_until').notNullable().defaultTo(0);
    table.bigInteger('done_at');
    table.text('problem').comment('Why the last attempt failed');
    table.unique(['receiver', 'delivery']);
    table.index(['done_at', 'due_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gitops_inbox');
};
