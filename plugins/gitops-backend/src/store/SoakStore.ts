import {
  advanceSoak,
  type SoakClock,
  type SoakSighting,
} from '@backstage-gitops/policy';
import type { Knex } from 'knex';
import { type EnvironmentKey } from './EnvironmentStore';

interface SoakRow {
  entity_ref: string;
  environment: string;
  release: string;
  clock: string;
}

/** How long a release has stayed verified in an environment. */
export interface StoredSoak {
  environment: string;
  release: string;
  clock: SoakClock;
}

/** The clocks that the `soak` of a downstream environment is read from. */
export class SoakStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** What was seen of the release that an environment holds; the clocks of all others end. */
  async see(
    key: EnvironmentKey,
    release: string | undefined,
    sighting: SoakSighting,
    now: string,
  ): Promise<void> {
    const where = { entity_ref: key.entityRef, environment: key.name };
    const rows = await this.#database<SoakRow>('gitops_soaks').where(where);
    const clocks = new Map(
      rows.map(row => [row.release, JSON.parse(row.clock) as SoakClock]),
    );
    if (release && !clocks.has(release)) {
      const clock = advanceSoak(undefined, sighting, now);
      if (clock) await this.#save(where, release, clock);
    }
    for (const [known, clock] of clocks) {
      const next = advanceSoak(
        clock,
        known === release ? sighting : 'replaced',
        now,
      );
      if (next && next !== clock) await this.#save(where, known, next);
    }
  }

  /** Every clock of a pipeline. */
  async list(entityRef: string): Promise<StoredSoak[]> {
    const rows = await this.#database<SoakRow>('gitops_soaks').where({
      entity_ref: entityRef,
    });
    return rows.map(({ environment, release, clock }) => ({
      environment,
      release,
      clock: JSON.parse(clock),
    }));
  }

  async #save(
    where: { entity_ref: string; environment: string },
    release: string,
    clock: SoakClock,
  ): Promise<void> {
    await this.#database('gitops_soaks')
      .insert({ ...where, release, clock: JSON.stringify(clock) })
      .onConflict(['entity_ref', 'environment', 'release'])
      .merge(['clock']);
  }
}
