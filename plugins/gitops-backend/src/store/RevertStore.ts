import type { Knex } from 'knex';
import { databaseClock } from './clock';
import { orUndefined } from './database';
import { type EnvironmentKey } from './EnvironmentStore';
import type { CommitKey } from './ViolationStore';

/** The pull request that takes one commit back, in every environment that it violates. */
export interface StoredRevert extends CommitKey {
  state: 'pending' | 'open' | 'merged' | 'closed' | 'withdrawn';
  pullRequest?: number;
  url?: string;
  /** What this suite pushed last. */
  headCommit?: string;
}

interface RevertRow {
  repository: string;
  branch: string;
  commit: string;
  state: StoredRevert['state'];
  pull_request: number | null;
  url: string | null;
  head_commit: string | null;
}

function read(row: RevertRow): StoredRevert {
  return {
    repository: row.repository,
    branch: row.branch,
    commit: row.commit,
    state: row.state,
    pullRequest: orUndefined(row.pull_request),
    url: orUndefined(row.url),
    headCommit: orUndefined(row.head_commit),
  };
}

/** Reverts: one per violating commit, whichever environment's pass proposes it. */
export class RevertStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async get({
    repository,
    branch,
    commit,
  }: CommitKey): Promise<StoredRevert | undefined> {
    const row = await this.#database<RevertRow>('gitops_reverts')
      .where({ repository, branch, commit })
      .first();
    return row && read(row);
  }

  /** Those whose pull request concerns an environment and has not ended. */
  async unfinished(key: EnvironmentKey): Promise<StoredRevert[]> {
    return this.#of(key, query =>
      query.whereIn('gitops_reverts.state', ['pending', 'open']),
    );
  }

  /** Those that a pull request of a repository makes. */
  async byPullRequest(
    repository: string,
    number: number,
  ): Promise<StoredRevert[]> {
    const rows = await this.#database<RevertRow>('gitops_reverts').where({
      repository,
      pull_request: number,
    });
    return rows.map(read);
  }

  /** Those of a pipeline that have a pull request. */
  async proposed(entityRef: string): Promise<StoredRevert[]> {
    return this.#of({ entityRef }, query =>
      query.whereNotNull('gitops_reverts.pull_request'),
    );
  }

  /**
   * Takes the right to propose, for a while: several environments that one commit violates are worked on side by side, and
   * only one of them proposes.
   */
  async claim(
    { repository, branch, commit }: CommitKey,
    lease: number,
  ): Promise<boolean> {
    const where = { repository, branch, commit };
    await this.#database('gitops_reverts')
      .insert({ ...where, state: 'pending', claimed_until: 0 })
      .onConflict(['repository', 'branch', 'commit'])
      .ignore();
    const clock = databaseClock(this.#database);
    const updated = await this.#database('gitops_reverts')
      .where(where)
      .whereIn('state', ['pending', 'open'])
      .where('claimed_until', '<', clock)
      .update({ claimed_until: this.#database.raw('? + ?', [clock, lease]) });
    return updated === 1;
  }

  /** Writes down what became of it, and gives the right to propose back. */
  async update(
    { repository, branch, commit }: CommitKey,
    values: Partial<
      Pick<StoredRevert, 'state' | 'pullRequest' | 'url' | 'headCommit'>
    >,
  ): Promise<void> {
    await this.#database('gitops_reverts')
      .where({ repository, branch, commit })
      .update({
        claimed_until: 0,
        ...(values.state ? { state: values.state } : {}),
        ...(values.pullRequest ? { pull_request: values.pullRequest } : {}),
        ...(values.url ? { url: values.url } : {}),
        ...(values.headCommit ? { head_commit: values.headCommit } : {}),
      });
  }

  async #of(
    { entityRef, name }: { entityRef: string; name?: string },
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<StoredRevert[]> {
    const query = this.#database('gitops_reverts')
      .join('gitops_violations', join =>
        join
          .on('gitops_violations.repository', 'gitops_reverts.repository')
          .andOn('gitops_violations.branch', 'gitops_reverts.branch')
          .andOn('gitops_violations.commit', 'gitops_reverts.commit'),
      )
      .where({ 'gitops_violations.entity_ref': entityRef })
      .distinct('gitops_reverts.*');
    if (name) query.where({ 'gitops_violations.environment': name });
    const rows: RevertRow[] = await narrow(query);
    return rows.map(read);
  }
}
