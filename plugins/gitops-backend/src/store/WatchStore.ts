import type { Knex } from 'knex';
import type { Place } from '../pipelines/Declaration';
import { orUndefined } from './database';
import { type EnvironmentKey } from './EnvironmentStore';

interface WatchRow {
  entity_ref: string;
  environment: string;
  place: string;
  head: string;
  inputs: string;
  rendered: string | null;
}

/** How far the changes to an environment's Inputs were judged. */
export interface Watch {
  place: Place;
  /** The last commit of the branch that was judged. */
  head: string;
  /** Path to object id of its Inputs there. */
  inputs: ReadonlyMap<string, string>;
  /** The last commit that could be rendered. */
  rendered?: string;
}

/** Until where each environment was watched, so that nothing is judged twice and nothing is missed. */
export class WatchStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async get(key: EnvironmentKey): Promise<Watch | undefined> {
    const row = await this.#database<WatchRow>('gitops_watches')
      .where({ entity_ref: key.entityRef, environment: key.name })
      .first();
    return (
      row && {
        place: JSON.parse(row.place),
        head: row.head,
        inputs: new Map(JSON.parse(row.inputs)),
        rendered: orUndefined(row.rendered),
      }
    );
  }

  async save(key: EnvironmentKey, watch: Watch): Promise<void> {
    await this.#database('gitops_watches')
      .insert({
        entity_ref: key.entityRef,
        environment: key.name,
        place: JSON.stringify(watch.place),
        head: watch.head,
        inputs: JSON.stringify([...watch.inputs]),
        rendered: watch.rendered ?? null,
      })
      .onConflict(['entity_ref', 'environment'])
      .merge();
  }

  /** Forgets how far it was watched: what comes before it is watched again is history. */
  async end(key: EnvironmentKey): Promise<void> {
    await this.#database('gitops_watches')
      .where({ entity_ref: key.entityRef, environment: key.name })
      .delete();
  }
}
