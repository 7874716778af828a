import { ConflictError } from '@backstage/errors';
import type {
  Approval,
  Gate,
  NextStep,
  Restore,
} from '@backstage-gitops/plugin-gitops-common';
import type { PromotionFacts } from '@backstage-gitops/policy';
import type { Knex } from 'knex';
import { fromJson, orUndefined } from './database';
import { type EnvironmentKey } from './EnvironmentStore';
import { type RowFilter } from './PipelineStore';

export type PromotionState =
  | 'pending'
  | 'open'
  | 'done'
  | 'closed'
  | 'superseded'
  | 'failed'
  | 'cancelled';

/** A stored promotion or rollback. */
export interface StoredPromotion {
  id: string;
  entityRef: string;
  environment: string;
  kind: 'promotion' | 'rollback';
  origin: 'automatic' | 'requested';
  state: PromotionState;
  release?: string;
  restores?: string;
  /** A rollback: what of it is restored; missing where it was asked for before there was a choice. */
  restore?: Restore;
  /** What goes with a rollback, until it is known to be recorded: a hold, and a release that is rejected. */
  acts?: { rejects?: { release: string; version: string } };
  requester?: string;
  reason?: string;
  pullRequest?: number;
  pullRequestUrl?: string;
  headCommit?: string;
  commit?: string;
  policyCommit?: string;
  mergeRequestedBy?: string;
  cancelled?: { by: string; reason: string };
  bypassed: PromotionFacts['bypassed'];
  /** What people see of it: judged when it was last looked at. */
  view?: { gates: Gate[]; approvals: Approval[]; next: NextStep };
  problem?: string;
  createdAt: string;
  updatedAt: string;
}

/** An approval given in the portal. */
export interface PortalApproval {
  user: string;
  content: string;
  at: string;
}

const COLUMNS = {
  id: 'id',
  entityRef: 'entity_ref',
  environment: 'environment',
  kind: 'kind',
  origin: 'origin',
  state: 'state',
  release: 'release',
  restores: 'restores',
  restore: 'restore',
  acts: 'acts',
  requester: 'requester',
  reason: 'reason',
  pullRequest: 'pull_request',
  pullRequestUrl: 'pull_request_url',
  headCommit: 'head_commit',
  commit: 'commit',
  policyCommit: 'policy_commit',
  mergeRequestedBy: 'merge_requested_by',
  cancelled: 'cancelled',
  bypassed: 'bypassed',
  view: 'view',
  problem: 'problem',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
} as const satisfies Record<keyof StoredPromotion, string>;

const JSON_COLUMNS: ReadonlySet<string> = new Set([
  'acts',
  'cancelled',
  'bypassed',
  'view',
]);

interface PromotionRow {
  [column: string]: string | number | null;
}

function toRow(values: Partial<StoredPromotion>): PromotionRow {
  const row: PromotionRow = {};
  for (const [key, value] of Object.entries(values)) {
    const column = COLUMNS[key as keyof StoredPromotion];
    row[column] =
      JSON_COLUMNS.has(column) && value !== undefined
        ? JSON.stringify(value)
        : (value as string | number | undefined) ?? null;
  }
  return row;
}

function read(row: PromotionRow): StoredPromotion {
  const values = Object.entries(COLUMNS).map(([key, column]) => {
    const value = row[column];
    return [
      key,
      JSON_COLUMNS.has(column)
        ? fromJson(value as string | null)
        : orUndefined(value),
    ];
  });
  return Object.fromEntries(values);
}

/** Whether a state is an end. */
export function hasEnded(state: PromotionState): boolean {
  return state !== 'pending' && state !== 'open';
}

/** Promotions: at most one per environment has not ended. */
export class PromotionStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Adds a promotion as its environment's current one.
   *
   * @throws ConflictError where the environment has one that has not ended.
   */
  async add(promotion: StoredPromotion): Promise<void> {
    const inserted = await this.#database('gitops_promotions')
      .insert({
        ...toRow(promotion),
        current: hasEnded(promotion.state) ? null : 1,
      })
      .onConflict()
      .ignore()
      .returning('id');
    if (inserted.length > 0) return;
    if (await this.get(promotion.id)) return;
    throw new ConflictError(
      `${promotion.environment} already has a promotion under way: wait for it, or cancel it first.`,
    );
  }

  /** Ends what is current and adds its successor, in one step. */
  async replace(
    current: StoredPromotion,
    ended: { state: PromotionState; at: string; problem?: string },
    successor: StoredPromotion,
  ): Promise<void> {
    await this.#database.transaction(async trx => {
      const store = new PromotionStore(trx);
      await store.update(current.id, {
        state: ended.state,
        problem: ended.problem,
        updatedAt: ended.at,
      });
      await store.add(successor);
    });
  }

  async get(id: string): Promise<StoredPromotion | undefined> {
    const row = await this.#database<PromotionRow>('gitops_promotions')
      .where({ id })
      .first();
    return row && read(row);
  }

  /** The promotion of an environment that has not ended. */
  async current(key: EnvironmentKey): Promise<StoredPromotion | undefined> {
    const row = await this.#database<PromotionRow>('gitops_promotions')
      .where({ entity_ref: key.entityRef, environment: key.name, current: 1 })
      .first();
    return row && read(row);
  }

  /** The promotions, of whichever environment, that put a commit on their target branch, by the id that was recorded. */
  async byCommit(commit: string): Promise<StoredPromotion[]> {
    const rows = await this.#database<PromotionRow>('gitops_promotions').where({
      commit,
    });
    return rows.map(read);
  }

  /** Those that were proposed by pull requests of this number, of whichever repository. */
  async byPullRequest(number: number): Promise<StoredPromotion[]> {
    const rows = await this.#database<PromotionRow>('gitops_promotions').where({
      pull_request: number,
    });
    return rows.map(read);
  }

  /** Those under way whose environment is in a repository. */
  async underWay(
    repository: string,
    where: { pullRequest?: number; headCommit?: string } = {},
  ): Promise<StoredPromotion[]> {
    const rows: PromotionRow[] = await this.#database('gitops_promotions')
      .join('gitops_environments', join =>
        join
          .on('gitops_environments.entity_ref', 'gitops_promotions.entity_ref')
          .andOn('gitops_environments.name', 'gitops_promotions.environment'),
      )
      .where({ current: 1, repository, ...toRow(where) })
      .select('gitops_promotions.*');
    return rows.map(read);
  }

  /** The pull requests of a repository by which promotions are under way. */
  async openPullRequests(repository: string): Promise<number[]> {
    return (await this.underWay(repository)).flatMap(
      ({ pullRequest }) => pullRequest ?? [],
    );
  }

  /** Newest first. */
  async list(options: {
    entityRefs?: string[];
    environment?: string;
    current?: 'only';
    after?: { createdAt: string; id: string };
    limit?: number;
    filter?: RowFilter;
  }): Promise<StoredPromotion[]> {
    const query = this.#database('gitops_promotions')
      .select('gitops_promotions.*')
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    if (options.entityRefs) query.whereIn('entity_ref', options.entityRefs);
    if (options.environment) query.where({ environment: options.environment });
    if (options.current) query.where({ current: 1 });
    if (options.limit) query.limit(options.limit);
    const { after } = options;
    if (after) {
      query.where(builder =>
        builder
          .where('created_at', '<', after.createdAt)
          .orWhere(same =>
            same
              .where('created_at', after.createdAt)
              .where('id', '<', after.id),
          ),
      );
    }
    const rows: PromotionRow[] = await (options.filter?.(query) ?? query);
    return rows.map(read);
  }

  /** An end is final: who wakes late, and takes what has ended for open, changes nothing. */
  async update(id: string, values: Partial<StoredPromotion>): Promise<void> {
    const query = this.#database('gitops_promotions').where({ id });
    if (values.state) query.where({ current: 1 });
    await query.update({
      ...toRow(values),
      ...(values.state && hasEnded(values.state) ? { current: null } : {}),
    });
  }

  /** Releases whose promotion into an environment people closed or cancelled. */
  async declined(key: EnvironmentKey): Promise<string[]> {
    const rows: Array<{ release: string | null }> = await this.#database(
      'gitops_promotions',
    )
      .where({ entity_ref: key.entityRef, environment: key.name })
      .whereIn('state', ['closed', 'cancelled', 'failed'])
      .select('release');
    return rows.flatMap(({ release }) => (release ? [release] : []));
  }

  /** A person's newest approval replaces their earlier one. */
  async approve(promotion: string, approval: PortalApproval): Promise<void> {
    const row = {
      promotion,
      user_ref: approval.user,
      content: approval.content,
      at: approval.at,
    };
    await this.#database('gitops_approvals')
      .insert(row)
      .onConflict(['promotion', 'user_ref'])
      .merge(row);
  }

  async approvals(promotion: string): Promise<PortalApproval[]> {
    const rows: Array<{ user_ref: string; content: string; at: string }> =
      await this.#database('gitops_approvals')
        .where({ promotion })
        .orderBy('at');
    return rows.map(row => ({
      user: row.user_ref,
      content: row.content,
      at: row.at,
    }));
  }
}
