import type { Trigger } from '@backstage-gitops/policy';
import type { Person } from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { fromJson } from './database';

/** Where a release was built from. */
export interface ReleaseSource {
  repository: string;
  commit: string;
  message?: string;
  author?: Person;
}

/** A stored release. */
export interface StoredRelease {
  entityRef: string;
  id: string;
  version: string;
  trigger: Trigger;
  images: Array<{
    name: string;
    repository: string;
    tag: string;
    digest?: string;
  }>;
  source?: ReleaseSource;
  announcedAt: string;
  announcedBy: string;
}

interface ReleaseRow {
  entity_ref: string;
  id: string;
  version: string;
  trigger: Trigger;
  images: string;
  source: string | null;
  announced_at: string;
  announced_by: string;
}

function read(row: ReleaseRow): StoredRelease {
  return {
    entityRef: row.entity_ref,
    id: row.id,
    version: row.version,
    trigger: row.trigger,
    images: JSON.parse(row.images),
    source: fromJson<ReleaseSource>(row.source),
    announcedAt: row.announced_at,
    announcedBy: row.announced_by,
  };
}

/** Releases, and where they were verified. */
export class ReleaseStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Adds a release. One that is known keeps its first announcement; attributes that arrive later are added to it,
   * in whatever order they come.
   */
  async save(release: StoredRelease): Promise<'added' | 'known'> {
    const row = {
      entity_ref: release.entityRef,
      id: release.id,
      version: release.version,
      trigger: release.trigger,
      images: JSON.stringify(release.images),
      source: release.source ? JSON.stringify(release.source) : null,
      announced_at: release.announcedAt,
      announced_by: release.announcedBy,
    };
    const known = await this.get(release.entityRef, release.id);
    if (!known) {
      // Whether this row or one of another replica got in first is only known afterwards.
      const inserted = await this.#database('gitops_releases')
        .insert(row)
        .onConflict(['entity_ref', 'id'])
        .ignore()
        .returning('id');
      if (inserted.length > 0) return 'added';
    }
    if (release.source) {
      await this.#database('gitops_releases')
        .where({ entity_ref: release.entityRef, id: release.id })
        .whereNull('source')
        .update({ source: row.source });
    }
    return 'known';
  }

  async get(entityRef: string, id: string): Promise<StoredRelease | undefined> {
    const row = await this.#database<ReleaseRow>('gitops_releases')
      .where({ entity_ref: entityRef, id })
      .first();
    return row && read(row);
  }

  /** All releases of a pipeline, newest announcement first. */
  async list(entityRef: string): Promise<StoredRelease[]> {
    const rows = await this.#database<ReleaseRow>('gitops_releases')
      .where({ entity_ref: entityRef })
      .orderBy([
        { column: 'announced_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ]);
    return rows.map(read);
  }

  async verify(options: {
    entityRef: string;
    environment: string;
    release: string;
    at: string;
  }): Promise<void> {
    await this.#database('gitops_verifications')
      .insert({
        entity_ref: options.entityRef,
        environment: options.environment,
        release: options.release,
        at: options.at,
      })
      .onConflict(['entity_ref', 'environment', 'release'])
      .ignore();
  }

  /** Releases verified in each environment of a pipeline. */
  async verified(entityRef: string): Promise<Map<string, string[]>> {
    const rows: Array<{ environment: string; release: string }> =
      await this.#database('gitops_verifications').where({
        entity_ref: entityRef,
      });
    const result = new Map<string, string[]>();
    for (const { environment, release } of rows) {
      result.set(environment, [...(result.get(environment) ?? []), release]);
    }
    return result;
  }
}
