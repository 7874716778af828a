import type { Knex } from 'knex';
import { orUndefined } from './database';

/** A hold, freeze, rejection or accepted policy, or its end, as a state branch has it. */
export interface StoredDecision {
  repository: string;
  kind: 'hold' | 'freeze' | 'rejection' | 'policy';
  /** `environment:<entity>/<name>`, `system:<ref>`, `domain:<ref>`, or `release:<entity>/<id>`. */
  subject: string;
  status: 'inForce' | 'ended';
  reason: string;
  /** Entity reference of who decided. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
  expiresAt?: string;
  /** A policy: the commit of its file that was accepted for the environment. */
  commit?: string;
  /** A policy: the URL of its file. */
  file?: string;
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
  commit: string | null;
  file: string | null;
}

/** What the state branches hold, for reading without Git. */
export class DecisionStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** The commit of a repository's state branch that its decisions were read at, `none` where there was no branch. */
  async head(repository: string): Promise<string | undefined> {
    const row = await this.#database('gitops_decision_heads')
      .where({ repository })
      .first();
    return orUndefined(row?.head);
  }

  /**
   * Replaces what is known of one repository's state branch, provided that nobody else did since `before` was the commit
   * it was read at.
   */
  async replace(options: {
    repository: string;
    before: string | undefined;
    head: string;
    decisions: StoredDecision[];
  }): Promise<'replaced' | 'moved'> {
    const { repository, before = null, head, decisions } = options;
    return this.#database.transaction(async trx => {
      await trx('gitops_decision_heads')
        .insert({ repository, head: null })
        .onConflict('repository')
        .ignore();
      // Whoever else replaces them waits here.
      const taken = await trx('gitops_decision_heads')
        .where({ repository, head: before })
        .update({ head });
      if (taken === 0) return 'moved';
      await trx('gitops_decisions').where({ repository }).delete();
      for (const { expiresAt, ...decision } of decisions) {
        await trx('gitops_decisions').insert({
          ...decision,
          repository,
          expires_at: expiresAt ?? null,
        });
      }
      return 'replaced';
    });
  }

  /** Decisions on subjects, those in force and those that ended. */
  async list(options: {
    kind?: StoredDecision['kind'];
    subjects?: string[];
    /** How subjects begin. */
    prefix?: string;
  }): Promise<StoredDecision[]> {
    const query = this.#database<DecisionRow>('gitops_decisions').orderBy('at');
    if (options.kind) query.where({ kind: options.kind });
    if (options.subjects) query.whereIn('subject', options.subjects);
    const { prefix } = options;
    if (prefix) {
      // Names may hold what LIKE takes for a wildcard.
      query.whereRaw('substr(subject, 1, ?) = ?', [prefix.length, prefix]);
    }
    return (await query).map(({ expires_at, commit, file, ...row }) => ({
      ...row,
      expiresAt: orUndefined(expires_at),
      ...(commit ? { commit } : {}),
      ...(file ? { file } : {}),
    }));
  }
}
