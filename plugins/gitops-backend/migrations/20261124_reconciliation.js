// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_clusters', table => {
    table.comment('Which replica watches and heals a cluster');
    table.string('name', 63).primary();
    table.string('lease_owner', 64).notNullable();
    table.bigInteger('lease_until').notNullable();
    table.integer('fence').notNullable();
  });
  await knex.schema.createTable('gitops_reconciliations', table => {
    table.comment('What the cluster of an environment was last seen to hold');
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.text('view').notNullable().comment('JSON: masked');
    table.text('memory').notNullable().comment('JSON: writes made before');
    table.text('request').comment('JSON: what a person asked for');
    table.primary(['entity_ref', 'environment']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gitops_reconciliations');
  await knex.schema.dropTable('gitops_clusters');
};
