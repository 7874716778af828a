// @ts-check

/** Statements that keep the history append-only, for each database. */
const PROTECTION = {
  postgres: {
    up: `
      CREATE FUNCTION gitops_history_is_append_only() RETURNS trigger AS $$
      BEGIN
        RAISE EXCEPTION 'gitops_history is append-only';
      END;
      $$ LANGUAGE plpgsql;
      CREATE TRIGGER gitops_history_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON gitops_history
        FOR EACH STATEMENT EXECUTE FUNCTION gitops_history_is_append_only();`,
    down: `
      DROP TRIGGER gitops_history_append_only ON gitops_history;
      DROP FUNCTION gitops_history_is_append_only();`,
  },
  sqlite: {
    up: ['UPDATE', 'DELETE'].map(
      event => `
      CREATE TRIGGER gitops_history_no_${event.toLowerCase()}
        BEFORE ${event} ON gitops_history
        BEGIN SELECT RAISE(ABORT, 'gitops_history is append-only'); END`,
    ),
    down: ['update', 'delete'].map(
      event => `DROP TRIGGER gitops_history_no_${event}`,
    ),
  },
};

/**
 * @param {import('knex').Knex} knex
 * @param {'up' | 'down'} direction
 */
async function protectHistory(knex, direction) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const statements = PROTECTION[isPostgres ? 'postgres' : 'sqlite'][direction];
  for (const statement of [statements].flat()) await knex.raw(statement);
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('gitops_promotions', table => {
    table
      .string('restore', 30)
      .comment('A rollback: the image alone, or with its configuration');
    table
      .text('acts')
      .comment('JSON: what goes with it and is not known to be recorded yet');
  });
  await knex.schema.alterTable('gitops_environments', table => {
    table
      .string('next_action', 20)
      .comment('The action of next, so that lists are filtered in SQL');
    table.index(['next_action']);
  });
  await protectHistory(knex, 'up');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await protectHistory(knex, 'down');
  await knex.schema.alterTable('gitops_environments', table => {
    table.dropIndex(['next_action']);
    table.dropColumn('next_action');
  });
  await knex.schema.alterTable('gitops_promotions', table => {
    table.dropColumn('acts');
    table.dropColumn('restore');
  });
};
