import type { Knex } from 'knex';
import {
  compareCandidates,
  keepCandidates,
  type ReleaseCandidate,
} from '../releases/Candidate';
import { orUndefined } from './database';

/** Most candidates of one look that are kept. */
const MOST_KEPT = 50;

interface CandidateRow {
  entity_ref: string;
  origin: string;
  name: string;
  seen_at: string | null;
  candidate: string;
}

function fromRow(row: CandidateRow): ReleaseCandidate {
  const seenAt = orUndefined(row.seen_at);
  return { ...JSON.parse(row.candidate), ...(seenAt ? { seenAt } : {}) };
}

/** Candidates in one spelling. */
function spelled(candidates: ReleaseCandidate[]): string {
  return JSON.stringify(
    candidates.map(({ seenAt, ...rest }) => [rest, seenAt]),
  );
}

/** What is no release, and why not. */
export class CandidateStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * What some looks found, as they found it last; what waits first, then the newest.
   *
   * @param origins - which looks: see `lookOf`.
   */
  async list(
    entityRef: string,
    origins: string[],
  ): Promise<ReleaseCandidate[]> {
    const rows = await this.#database<CandidateRow>('gitops_candidates')
      .where({ entity_ref: entityRef })
      .whereIn('origin', origins);
    return rows.map(fromRow).sort(compareCandidates);
  }

  /** Keeps what a look found, in place of what it found before: of many the newest. */
  async replace(
    entityRef: string,
    origin: string,
    found: ReleaseCandidate[],
  ): Promise<'changed' | 'same'> {
    const place = { entity_ref: entityRef, origin };
    const before = await this.list(entityRef, [origin]);
    const kept = keepCandidates(found, before, MOST_KEPT);
    if (spelled(kept) === spelled(before)) return 'same';
    await this.#database.transaction(async trx => {
      await trx('gitops_candidates').where(place).delete();
      if (kept.length === 0) return;
      await trx('gitops_candidates')
        .insert(
          kept.map(({ seenAt, ...candidate }) => ({
            ...place,
            name: candidate.name,
            seen_at: seenAt ?? null,
            candidate: JSON.stringify(candidate),
          })),
        )
        // Another replica may have looked at the same time.
        .onConflict(['entity_ref', 'origin', 'name'])
        .merge();
    });
    return 'changed';
  }
}
