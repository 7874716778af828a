import type {
  Gate,
  NextStep,
  PolicyEdit,
  ReleaseReference,
} from '@backstage-gitops/plugin-gitops-common';
import type { Knex } from 'knex';
import { fromJson, orUndefined } from './database';
import { type EnvironmentKey } from './EnvironmentStore';
import { PipelineStore, type RowFilter } from './PipelineStore';
import type { StoredPromotion } from './PromotionStore';
import type { StoredRelease } from './ReleaseStore';

/** What an environment's next step asks of people; `wait` asks nothing of them. */
const ASKING = ['approve', 'merge', 'resume', 'unfreeze', 'fix'];

/** An environment in which something waits for somebody. */
export interface WaitingRow extends EnvironmentKey {
  title: string;
  tier?: string;
  protected: boolean;
  owners: string[];
  next?: NextStep;
  /** What is under way, with what its gates said when it was last looked at. */
  promotion?: {
    id: string;
    isOpen: boolean;
    createdAt: string;
    gates: Gate[];
  };
  release?: ReleaseReference;
  /** An edit of the pipeline's file that waits to be accepted. */
  pendingPolicy?: PolicyEdit;
}

interface Row {
  entity_ref: string;
  name: string;
  title: string;
  tier: string | null;
  protected: boolean | number;
  next: string | null;
  promotion: string | null;
  state: string | null;
  created_at: string | null;
  view: string | null;
  release: string | null;
  version: string | null;
  images: string | null;
  pending_policy: string | null;
}

function read(row: Row, owners: string[]): WaitingRow {
  const view = fromJson<StoredPromotion['view']>(row.view);
  const images = fromJson<StoredRelease['images']>(row.images) ?? [];
  return {
    entityRef: row.entity_ref,
    name: row.name,
    title: row.title,
    tier: orUndefined(row.tier),
    protected: Boolean(row.protected),
    owners,
    next: fromJson<NextStep>(row.next),
    pendingPolicy: fromJson<PolicyEdit>(row.pending_policy),
    ...(row.promotion
      ? {
          promotion: {
            id: row.promotion,
            isOpen: row.state === 'open',
            createdAt: row.created_at ?? '',
            gates: view?.gates ?? [],
          },
        }
      : {}),
    ...(row.release && row.version
      ? {
          release: {
            id: row.release,
            version: row.version,
            mutable: images.some(({ digest }) => !digest),
          },
        }
      : {}),
  };
}

/** Environments in which something waits for somebody, across pipelines. */
export class WaitingStore {
  readonly #database: Knex;
  readonly #pipelines: PipelineStore;

  constructor(database: Knex) {
    this.#database = database;
    this.#pipelines = new PipelineStore(database);
  }

  /**
   * By pipeline and name, in two queries however many there are.
   *
   * @param options - `filter` says which pipelines may be read; `from` is where to go on, that environment included.
   */
  async list(options: {
    from?: EnvironmentKey;
    limit: number;
    filter: RowFilter;
  }): Promise<WaitingRow[]> {
    const { from, limit, filter } = options;
    const query = this.#database('gitops_environments as e')
      .join('gitops_pipelines as p', 'p.entity_ref', 'e.entity_ref')
      .leftJoin('gitops_promotions as m', join =>
        join
          .on('m.entity_ref', 'e.entity_ref')
          .andOn('m.environment', 'e.name')
          .andOnVal('m.current', 1),
      )
      .leftJoin('gitops_releases as r', join =>
        join.on('r.entity_ref', 'm.entity_ref').andOn('r.id', 'm.release'),
      )
      .whereIn(
        'e.entity_ref',
        filter(this.#database('gitops_pipelines').select('entity_ref')),
      )
      .where(some =>
        some
          .whereIn('e.next_action', ASKING)
          .orWhere('m.state', 'open')
          .orWhereNotNull('p.pending_policy'),
      )
      .orderBy(['e.entity_ref', 'e.name'])
      .limit(limit)
      .select(
        'e.entity_ref',
        'e.name',
        'e.tier',
        'e.protected',
        'e.next',
        'p.title',
        'p.pending_policy',
        'm.id as promotion',
        'm.state',
        'm.created_at',
        'm.view',
        'r.id as release',
        'r.version',
        'r.images',
      );
    if (from) {
      query.where(later =>
        later
          .where('e.entity_ref', '>', from.entityRef)
          .orWhere(same =>
            same
              .where('e.entity_ref', from.entityRef)
              .where('e.name', '>=', from.name),
          ),
      );
    }
    const rows: Row[] = await query;
    const owners = await this.#pipelines.owners(
      rows.map(row => row.entity_ref),
    );
    return rows.map(row => read(row, owners.get(row.entity_ref) ?? []));
  }
}
