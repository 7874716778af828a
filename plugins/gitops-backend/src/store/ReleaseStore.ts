import type { Person } from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { joinOrigins, type ReleaseOrigin } from '../releases/origins';
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
  /** At least one. */
  origins: ReleaseOrigin[];
  images: Array<{
    name: string;
    repository: string;
    tag: string;
    digest?: string;
    /** ISO 8601, UTC: when it was built, as it says itself. */
    builtAt?: string;
  }>;
  source?: ReleaseSource;
  announcedAt: string;
  announcedBy: string;
}

interface ReleaseRow {
  entity_ref: string;
  id: string;
  version: string;
  origins: string;
  images: string;
  source: string | null;
  announced_at: string;
  announced_by: string;
}

function fromRow(row: ReleaseRow): StoredRelease {
  return {
    entityRef: row.entity_ref,
    id: row.id,
    version: row.version,
    origins: JSON.parse(row.origins),
    images: JSON.parse(row.images),
    source: fromJson<ReleaseSource>(row.source),
    announcedAt: row.announced_at,
    announcedBy: row.announced_by,
  };
}

/**
 * What a later word on a release adds to it. The tag of a pull request names it only until it has a version: comparing
 * is by that.
 */
function changesOf(
  known: StoredRelease,
  later: StoredRelease,
): Partial<ReleaseRow> | undefined {
  const before = JSON.stringify(known.origins);
  const origins = JSON.stringify(joinOrigins(known.origins, later.origins));
  const isOfPull = ({ origins: all }: StoredRelease) =>
    all.every(({ on }) => on === 'pullRequest');
  const changes: Partial<ReleaseRow> = {
    ...(origins === before ? {} : { origins }),
    ...(isOfPull(known) && !isOfPull(later)
      ? { version: later.version, images: JSON.stringify(later.images) }
      : {}),
    ...(!known.source && later.source
      ? { source: JSON.stringify(later.source) }
      : {}),
  };
  return Object.keys(changes).length > 0 ? changes : undefined;
}

/** Releases, and where they were verified. */
export class ReleaseStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Adds a release. One that is known keeps its first announcement; attributes that arrive later are added to it,
   * in whatever order they come. Of two that save at once the later look adds what was lost.
   */
  async save(release: StoredRelease): Promise<'added' | 'known'> {
    const row = {
      entity_ref: release.entityRef,
      id: release.id,
      version: release.version,
      origins: JSON.stringify(release.origins),
      images: JSON.stringify(release.images),
      source: release.source ? JSON.stringify(release.source) : null,
      announced_at: release.announcedAt,
      announced_by: release.announcedBy,
    };
    const read = () => this.get(release.entityRef, release.id);
    let known = await read();
    if (!known) {
      // Whether this row or one of another replica got in first is only known afterwards.
      const inserted = await this.#database('gitops_releases')
        .insert(row)
        .onConflict(['entity_ref', 'id'])
        .ignore()
        .returning('id');
      if (inserted.length > 0) return 'added';
      known = await read();
    }
    const changes = known && changesOf(known, release);
    if (changes) {
      await this.#database('gitops_releases')
        .where({ entity_ref: release.entityRef, id: release.id })
        .update(changes);
    }
    return 'known';
  }

  async get(entityRef: string, id: string): Promise<StoredRelease | undefined> {
    const row = await this.#database<ReleaseRow>('gitops_releases')
      .where({ entity_ref: entityRef, id })
      .first();
    return row && fromRow(row);
  }

  /** All releases of a pipeline, newest announcement first. */
  async list(entityRef: string): Promise<StoredRelease[]> {
    const rows = await this.#database<ReleaseRow>('gitops_releases')
      .where({ entity_ref: entityRef })
      .orderBy([
        { column: 'announced_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ]);
    return rows.map(fromRow);
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
