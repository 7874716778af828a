// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('gitops_pipelines', table => {
    table.comment('Pipelines as their files declare them');
    table.string('entity_ref', 255).primary();
    table.string('title', 255).notNullable();
    table.text('file').comment('URL of the pipeline file');
    table.string('policy_commit', 64);
    table.text('declaration').comment('JSON: the valid declaration in force');
    table.text('findings').notNullable().comment('JSON: preflight findings');
    table.integer('revision').notNullable().defaultTo(1);
    table.string('read_at', 40).notNullable();
  });
  await knex.schema.createTable('gitops_owners', table => {
    table.comment('Owners of the entities, so that lists are filtered in SQL');
    table.string('entity_ref', 255).notNullable();
    table.string('owner_ref', 255).notNullable();
    table.primary(['entity_ref', 'owner_ref']);
    table.index(['owner_ref']);
  });
  await knex.schema.createTable('gitops_environments', table => {
    table.comment('Environments: what Git holds, and who works on them now');
    table.string('entity_ref', 255).notNullable();
    table.string('name', 63).notNullable();
    table.string('tier', 255);
    table.boolean('protected').notNullable();
    table.string('repository', 500).notNullable();
    table.string('branch', 255).notNullable();
    table.string('path', 500).notNullable();
    table.text('observation').comment('JSON: what Git holds');
    table.text('next').comment('JSON: what blocks this, and who can act');
    table.string('candidate', 64);
    table.string('as_of', 40);
    table.text('stale').comment('Why as_of is old');
    table.boolean('indexed').notNullable().defaultTo(false);
    table.bigInteger('due_at').notNullable().comment('Milliseconds since 1970');
    table.string('lease_owner', 64);
    table.bigInteger('lease_until').notNullable().defaultTo(0);
    table.integer('fence').notNullable().defaultTo(0);
    table.integer('attention').notNullable().defaultTo(0);
    table.primary(['entity_ref', 'name']);
    table.index(['due_at']);
    table.index(['repository', 'branch']);
  });
  await knex.schema.createTable('gitops_releases', table => {
    table.comment('Immutable candidates');
    table.string('entity_ref', 255).notNullable();
    table.string('id', 64).notNullable();
    table.string('version', 255).notNullable();
    table.string('trigger', 20).notNullable();
    table.text('images').notNullable().comment('JSON');
    table.text('source').comment('JSON: commit and its author');
    table.string('announced_at', 40).notNullable();
    table.string('announced_by', 255).notNullable();
    table.primary(['entity_ref', 'id']);
  });
  await knex.schema.createTable('gitops_verifications', table => {
    table.comment('Releases verified in an environment; sticky');
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('release', 64).notNullable();
    table.string('at', 40).notNullable();
    table.primary(['entity_ref', 'environment', 'release']);
  });
  await knex.schema.createTable('gitops_promotions', table => {
    table.comment('Promotions and rollbacks');
    table.string('id', 64).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('kind', 20).notNullable();
    table.string('origin', 20).notNullable();
    table.string('state', 20).notNullable();
    table
      .integer('current')
      .comment('1 while it is the one of its environment, else null');
    table.string('release', 64);
    table.string('restores', 64).comment('A rollback: the commit to restore');
    table.string('requester', 255).comment('Entity reference');
    table.text('reason');
    table.integer('pull_request');
    table.text('pull_request_url');
    table.string('head_commit', 64).comment('What this suite pushed last');
    table.string('commit', 64).comment('On the target branch');
    table.string('policy_commit', 64);
    table.string('merge_requested_by', 255);
    table.text('cancelled').comment('JSON');
    table.text('bypassed').notNullable().comment('JSON');
    table.text('view').comment('JSON: gates, approvals and next step');
    table.text('problem');
    table.string('created_at', 40).notNullable();
    table.string('updated_at', 40).notNullable();
    table.unique(['entity_ref', 'environment', 'current']);
    table.index(['entity_ref', 'created_at']);
  });
  await knex.schema.createTable('gitops_approvals', table => {
    table.comment('Approvals given in the portal');
    table.string('promotion', 64).notNullable();
    table.string('user_ref', 255).notNullable();
    table.string('content', 64).notNullable().comment('Digest approved');
    table.string('at', 40).notNullable();
    table.primary(['promotion', 'user_ref']);
  });
  await knex.schema.createTable('gitops_decisions', table => {
    table.comment(
      'Holds, freezes and rejections, as the state branches have them',
    );
    table.string('repository', 500).notNullable();
    table.string('subject', 500).notNullable();
    table.string('kind', 20).notNullable();
    table.string('status', 20).notNullable();
    table.text('reason').notNullable();
    table.string('by', 255).notNullable();
    table.string('at', 40).notNullable();
    table.string('expires_at', 40);
    table.primary(['repository', 'kind', 'subject']);
    table.index(['subject']);
  });
  await knex.schema.createTable('gitops_history', table => {
    table.comment('Append-only');
    table.increments('id');
    table.string('key', 255).notNullable().unique();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63);
    table.string('at', 40).notNullable();
    table.text('entry').notNullable().comment('JSON');
    table.index(['entity_ref', 'id']);
  });
  await knex.schema.createTable('gitops_outbox', table => {
    table.comment('What is still to be told to others, once each');
    table.increments('id');
    table.string('key', 255).notNullable().unique();
    table.text('message').notNullable().comment('JSON');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('due_at').notNullable();
    table.string('done_at', 40);
    table.index(['done_at', 'due_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'outbox',
    'history',
    'decisions',
    'approvals',
    'promotions',
    'verifications',
    'releases',
    'environments',
    'owners',
    'pipelines',
  ]) {
    await knex.schema.dropTable(`gitops_${table}`);
  }
};
