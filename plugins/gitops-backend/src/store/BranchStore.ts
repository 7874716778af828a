import type { Knex } from 'knex';
import type { Observation } from '../environments/Observation';
import { fromJson } from './database';
import type { EnvironmentKey } from './EnvironmentStore';

/** Rows that one statement names at most: databases take so many values in one. */
const CHUNK = 1_000;

/** A branch that environments are on. */
export interface Branch {
  repository: string;
  branch: string;
}

/** An environment that was read before its branch moved. */
export interface LeftBehind extends EnvironmentKey {
  path: string;
  /** Of the branch, when it was read. */
  head: string;
  observation?: Observation;
  stale: 'stale' | 'fresh';
}

/** Environments by the branch that they are on, as far as they were read from it. */
export class BranchStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Every repository that an environment was read from. */
  async repositories(): Promise<string[]> {
    return this.#rows({}).distinct().orderBy('repository').pluck('repository');
  }

  /** The branches of a repository that environments were read from. */
  async branches(repository: string): Promise<string[]> {
    return this.#rows({ repository })
      .distinct()
      .orderBy('branch')
      .pluck('branch');
  }

  /** Those that were read at another head. */
  async behind(
    { repository, branch }: Branch,
    head: string,
  ): Promise<LeftBehind[]> {
    const rows = await this.#rows({ repository, branch })
      .whereNot({ head })
      .select('entity_ref', 'name', 'path', 'head', 'observation', 'stale');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      name: row.name,
      path: row.path,
      head: row.head,
      observation: fromJson<Observation>(row.observation),
      stale: row.stale === null ? 'fresh' : 'stale',
    }));
  }

  /** The branch moved, and nothing that these environments read did: they are known at the new head. */
  async advance(
    keys: EnvironmentKey[],
    { from, to }: { from: string; to: string },
  ): Promise<void> {
    await this.#each(keys, query =>
      query.where({ head: from }).update({ head: to }),
    );
  }

  /** Asks for a pass over each. */
  async wake(keys: EnvironmentKey[]): Promise<void> {
    await this.#each(keys, query =>
      query.update({
        due_at: 0,
        attention: this.#database.raw('attention + 1'),
      }),
    );
  }

  /** The branch was looked at, and those that are known at its head are known as of now. */
  async seen(
    { repository, branch }: Branch,
    head: string,
    asOf: string,
  ): Promise<void> {
    await this.#rows({ repository, branch })
      .where({ head })
      .whereNull('stale')
      .update({ as_of: asOf });
  }

  /** The repository could not be looked at. */
  async miss(repository: string, stale: string): Promise<void> {
    await this.#rows({ repository }).whereNull('stale').update({ stale });
  }

  /** The repository can be looked at again: asks for a pass over what was missed. */
  async recover(repository: string): Promise<void> {
    await this.#rows({ repository })
      .whereNotNull('stale')
      .update({ due_at: 0 });
  }

  /** Nothing is read of an environment any more. */
  async leave({ entityRef, name }: EnvironmentKey): Promise<void> {
    await this.#database('gitops_environments')
      .where({ entity_ref: entityRef, name })
      .update({ head: null });
  }

  #rows(where: Partial<Branch>) {
    return this.#database('gitops_environments')
      .where(where)
      .whereNotNull('head');
  }

  async #each(
    keys: EnvironmentKey[],
    act: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<void> {
    for (let at = 0; at < keys.length; at += CHUNK) {
      const chunk = keys.slice(at, at + CHUNK);
      await act(
        this.#database('gitops_environments').whereIn(
          ['entity_ref', 'name'],
          chunk.map(({ entityRef, name }) => [entityRef, name]),
        ),
      );
    }
  }
}
