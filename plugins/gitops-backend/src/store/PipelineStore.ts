import type {
  Finding,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import type { Declaration, StoredPipeline } from '../pipelines/Declaration';
import { fromJson, orUndefined } from './database';

interface PipelineRow {
  entity_ref: string;
  title: string;
  file: string | null;
  policy_commit: string | null;
  declaration: string | null;
  pending_policy: string | null;
  findings: string;
  revision: number;
  read_at: string;
}

/** A condition on rows, in SQL; see the permission rules. */
export type RowFilter = (query: Knex.QueryBuilder) => Knex.QueryBuilder;

/** Pipelines, their owners, and the rows of their environments. */
export class PipelineStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Writes what was read of a pipeline's file; an invalid file keeps the declaration but marks its findings. */
  async save(options: {
    entityRef: string;
    title: string;
    owners: string[];
    file?: string;
    policyCommit?: string;
    declaration?: Declaration;
    pendingPolicy?: PolicyEdit;
    findings: Finding[];
    at: string;
    now: number;
  }): Promise<void> {
    const { entityRef, declaration } = options;
    await this.#database.transaction(async trx => {
      const row = {
        entity_ref: entityRef,
        title: options.title,
        file: options.file ?? null,
        policy_commit: options.policyCommit ?? null,
        declaration: declaration ? JSON.stringify(declaration) : null,
        pending_policy: options.pendingPolicy
          ? JSON.stringify(options.pendingPolicy)
          : null,
        findings: JSON.stringify(options.findings),
        read_at: options.at,
      };
      await trx('gitops_pipelines')
        .insert(row)
        .onConflict('entity_ref')
        .merge(row);
      await trx('gitops_owners').where({ entity_ref: entityRef }).delete();
      if (options.owners.length > 0) {
        await trx('gitops_owners').insert(
          options.owners.map(owner_ref => ({
            entity_ref: entityRef,
            owner_ref,
          })),
        );
      }
      const environments = declaration?.environments ?? [];
      await trx('gitops_environments')
        .where({ entity_ref: entityRef })
        .whereNotIn(
          'name',
          environments.map(({ name }) => name),
        )
        .delete();
      for (const environment of environments) {
        const columns = {
          tier: environment.tier ?? null,
          protected: environment.policy.protected,
          repository: environment.place.repository,
          branch: environment.place.branch,
          path: environment.place.path,
          due_at: options.now,
        };
        await trx('gitops_environments')
          .insert({ entity_ref: entityRef, name: environment.name, ...columns })
          .onConflict(['entity_ref', 'name'])
          .merge(columns);
      }
    });
  }

  /** Forgets pipelines whose entity or annotation is gone. Their promotions and history stay. */
  async keepOnly(entityRefs: string[]): Promise<void> {
    for (const table of [
      'gitops_candidates',
      'gitops_environments',
      'gitops_owners',
      'gitops_pipelines',
    ]) {
      await this.#database(table).whereNotIn('entity_ref', entityRefs).delete();
    }
  }

  async get(entityRef: string): Promise<StoredPipeline | undefined> {
    const row = await this.#database<PipelineRow>('gitops_pipelines')
      .where({ entity_ref: entityRef })
      .first();
    return row && (await this.#read([row]))[0];
  }

  /** Pipelines by name, those after `after` first. */
  async list(options: {
    after?: string;
    limit: number;
    owner?: string;
    filter?: RowFilter;
  }): Promise<StoredPipeline[]> {
    const query = this.#database('gitops_pipelines')
      .select('gitops_pipelines.*')
      .orderBy('entity_ref')
      .limit(options.limit);
    if (options.after) query.where('entity_ref', '>', options.after);
    if (options.owner) {
      query.whereIn(
        'entity_ref',
        this.#database('gitops_owners')
          .select('entity_ref')
          .where({ owner_ref: options.owner }),
      );
    }
    const rows: PipelineRow[] = await (options.filter?.(query) ?? query);
    return this.#read(rows);
  }

  /** Those of some pipelines that a condition lets through. */
  async among(entityRefs: string[], filter: RowFilter): Promise<Set<string>> {
    const rows: Array<{ entity_ref: string }> = await filter(
      this.#database('gitops_pipelines')
        .select('gitops_pipelines.entity_ref')
        .whereIn('entity_ref', entityRefs),
    );
    return new Set(rows.map(row => row.entity_ref));
  }

  /** Who owns each of some pipelines. */
  async owners(entityRefs: string[]): Promise<Map<string, string[]>> {
    const rows: Array<{ entity_ref: string; owner_ref: string }> =
      await this.#database('gitops_owners').whereIn('entity_ref', entityRefs);
    const owners = new Map<string, string[]>(
      entityRefs.map(entityRef => [entityRef, []]),
    );
    for (const row of rows) owners.get(row.entity_ref)?.push(row.owner_ref);
    return owners;
  }

  async findings(entityRef: string): Promise<Finding[]> {
    const row = await this.#database<PipelineRow>('gitops_pipelines')
      .where({ entity_ref: entityRef })
      .first();
    return fromJson<Finding[]>(row?.findings) ?? [];
  }

  /** Counts a change, and answers the new revision. */
  async touch(entityRef: string): Promise<number> {
    await this.#database('gitops_pipelines')
      .where({ entity_ref: entityRef })
      .increment('revision', 1);
    const row = await this.#database<PipelineRow>('gitops_pipelines')
      .where({ entity_ref: entityRef })
      .first();
    return row?.revision ?? 0;
  }

  async #read(rows: PipelineRow[]): Promise<StoredPipeline[]> {
    const owners = await this.owners(rows.map(row => row.entity_ref));
    return rows.map(row => ({
      entityRef: row.entity_ref,
      title: row.title,
      file: orUndefined(row.file),
      policyCommit: orUndefined(row.policy_commit),
      declaration: fromJson<Declaration>(row.declaration),
      pendingPolicy: fromJson<PolicyEdit>(row.pending_policy),
      revision: row.revision,
      owners: owners.get(row.entity_ref) ?? [],
    }));
  }
}
