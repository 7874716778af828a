import type { Knex } from 'knex';
import { orUndefined } from './database';

/** A hold, freeze or rejection, or its end, as a state branch has it. */
export interface StoredDecision {
  repository: string;
  kind: 'hold' | 'freeze' | 'rejection';
  /** `environment:<entity>/<name>`, `system:<ref>`, `domain:<ref>`, or `release:<entity>/<id>`. */
  subject: string;
  status: 'inForce' | 'ended';
  reason: string;
  /** Entity reference of who decided. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
  expiresAt?: string;
}

interface DecisionRow {
  repository: string;
  kind: StoredDecision['kind'];
  subject: string;
  status: StoredDecision['status'];
  reason: string;
  by: string;
  at: string;
  expires_at: string | null;
}

/** What the state branches hold, for reading without Git. */
export class DecisionStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Replaces what is known of one repository's state branch. */
  async replace(
    repository: string,
    decisions: StoredDecision[],
  ): Promise<void> {
    await this.#database.transaction(async trx => {
      await trx('gitops_decisions').where({ repository }).delete();
      for (const { expiresAt, ...decision } of decisions) {
        await trx('gitops_decisions').insert({
          ...decision,
          repository,
          expires_at: expiresAt ?? null,
        });
      }
    });
  }

  /** Decisions on subjects, those in force and those that ended. */
  async list(options: {
    kind?: StoredDecision['kind'];
    subjects?: string[];
  }): Promise<StoredDecision[]> {
    const query = this.#database<DecisionRow>('gitops_decisions').orderBy('at');
    if (options.kind) query.where({ kind: options.kind });
    if (options.subjects) query.whereIn('subject', options.subjects);
    return (await query).map(({ expires_at, ...row }) => ({
      ...row,
      expiresAt: orUndefined(expires_at),
    }));
  }
}
