import type { ObservedObject } from '@backstage-gitops/plugin-gitops-node';
import type {
  PastHeal,
  ReconciliationFacts,
  ReconciliationStep,
} from '@backstage-gitops/policy';
import type { Knex } from 'knex';
import { fromJson } from './database';
import { type EnvironmentKey, keyOf } from './EnvironmentStore';

/** What pages show of an environment's cluster. Values in it are masked. */
export interface ReconciliationView {
  sync: 'Synced' | 'Drifted' | 'Progressing' | 'Unknown';
  health: NonNullable<ObservedObject['health']>;
  /** The commit that was compared. */
  revision?: string;
  /** ISO 8601, UTC: when the cluster was last seen. */
  asOf?: string;
  /** What is being done about it, or why nothing is, in one sentence. */
  sentence: string;
  step: ReconciliationStep['kind'];
  objects: ObservedObject[];
  warnings: string[];
  /** Why Git gave nothing to compare with. */
  unrendered?: string;
  /** Why the cluster could not be seen. */
  unseen?: string;
  /** Why this suite may not write to the cluster. */
  writesOff?: string;
}

/** What was done before, as far as the next decision needs it. */
export interface ReconciliationMemory {
  heals: PastHeal[];
  failed?: ReconciliationFacts['failed'];
}

/** What a person asked for. */
export interface ReconciliationRequest {
  action: 'refresh' | 'sync' | 'revert';
  objects?: string[];
  by: string;
  reason?: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** One environment's reconciliation. */
export interface StoredReconciliation {
  view?: ReconciliationView;
  memory: ReconciliationMemory;
  request?: ReconciliationRequest;
}

interface ReconciliationRow {
  entity_ref: string;
  environment: string;
  view: string;
  memory: string;
  request: string | null;
}

/** Verdicts and masked fields; never objects. */
export class ReconciliationStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async get(key: EnvironmentKey): Promise<StoredReconciliation> {
    const row = await this.#database<ReconciliationRow>(
      'gitops_reconciliations',
    )
      .where({ entity_ref: key.entityRef, environment: key.name })
      .first();
    return row ? read(row) : { memory: { heals: [] } };
  }

  /** By environment name. */
  async list(
    entityRef: string,
  ): Promise<ReadonlyMap<string, StoredReconciliation>> {
    const rows: ReconciliationRow[] = await this.#database(
      'gitops_reconciliations',
    ).where({ entity_ref: entityRef });
    return new Map(rows.map(row => [row.environment, read(row)]));
  }

  async save(
    key: EnvironmentKey,
    values: { view?: ReconciliationView; memory?: ReconciliationMemory },
  ): Promise<void> {
    await this.#upsert(key, {
      ...(values.view ? { view: JSON.stringify(values.view) } : {}),
      ...(values.memory ? { memory: JSON.stringify(values.memory) } : {}),
    });
  }

  /** Leaves a request for the replica that holds the cluster's lease. A later one takes the place of an earlier one. */
  async ask(
    key: EnvironmentKey,
    request: ReconciliationRequest,
  ): Promise<void> {
    await this.#upsert(key, { request: JSON.stringify(request) });
  }

  /** Requests that nobody carried out yet, by {@link keyOf} their environment. */
  async requests(): Promise<ReadonlyMap<string, ReconciliationRequest>> {
    const rows: ReconciliationRow[] = await this.#database(
      'gitops_reconciliations',
    ).whereNotNull('request');
    return new Map(
      rows.flatMap((row): Array<[string, ReconciliationRequest]> => {
        const { request } = read(row);
        const key = { entityRef: row.entity_ref, name: row.environment };
        return request ? [[keyOf(key), request]] : [];
      }),
    );
  }

  /** A request was carried out, or can not be; one that came meanwhile stays. */
  async answer(
    key: EnvironmentKey,
    request: ReconciliationRequest,
  ): Promise<void> {
    await this.#database('gitops_reconciliations')
      .where({
        entity_ref: key.entityRef,
        environment: key.name,
        request: JSON.stringify(request),
      })
      .update({ request: null });
  }

  async #upsert(
    key: EnvironmentKey,
    columns: Partial<Record<'view' | 'memory' | 'request', string>>,
  ): Promise<void> {
    await this.#database('gitops_reconciliations')
      .insert({
        entity_ref: key.entityRef,
        environment: key.name,
        view: 'null',
        memory: JSON.stringify({ heals: [] }),
        ...columns,
      })
      .onConflict(['entity_ref', 'environment'])
      .merge(columns);
  }
}

function read(row: ReconciliationRow): StoredReconciliation {
  return {
    view: fromJson<ReconciliationView | null>(row.view) ?? undefined,
    memory: fromJson<ReconciliationMemory>(row.memory) ?? { heals: [] },
    request: fromJson<ReconciliationRequest>(row.request),
  };
}
