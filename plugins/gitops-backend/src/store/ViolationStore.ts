import type { Person, Violation } from '@backstage-gitops/plugin-gitops-common';
import type { ViolatedFile } from '@backstage-gitops/policy';
import type { Knex } from 'knex';
import { orUndefined } from './database';
import { type EnvironmentKey } from './EnvironmentStore';

/** A commit of one branch. */
export interface CommitKey {
  repository: string;
  branch: string;
  commit: string;
}

/** What one commit did to one environment. */
export interface StoredViolation extends CommitKey {
  entityRef: string;
  environment: string;
  commitUrl: string;
  /** ISO 8601, UTC. */
  at: string;
  by: Person;
  kind: Violation['kind'];
  files: ViolatedFile[];
  /** One sentence. */
  reason: string;
  /** The pull request it came by. */
  pullRequest?: number;
  status: 'open' | 'ended' | 'accepted';
  /** Why it is not taken back by a pull request. */
  problem?: string;
}

interface ViolationRow {
  entity_ref: string;
  environment: string;
  commit: string;
  repository: string;
  branch: string;
  commit_url: string;
  at: string;
  by: string;
  kind: StoredViolation['kind'];
  files: string;
  reason: string;
  pull_request: number | null;
  status: StoredViolation['status'];
  problem: string | null;
}

function read(row: ViolationRow): StoredViolation {
  return {
    entityRef: row.entity_ref,
    environment: row.environment,
    commit: row.commit,
    repository: row.repository,
    branch: row.branch,
    commitUrl: row.commit_url,
    at: row.at,
    by: JSON.parse(row.by),
    kind: row.kind,
    files: JSON.parse(row.files),
    reason: row.reason,
    pullRequest: orUndefined(row.pull_request),
    status: row.status,
    problem: orUndefined(row.problem),
  };
}

/** Violations: at most one per environment and commit. */
export class ViolationStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** One that is known stays as it is. */
  async add(violation: StoredViolation): Promise<void> {
    await this.#database('gitops_violations')
      .insert({
        entity_ref: violation.entityRef,
        environment: violation.environment,
        commit: violation.commit,
        repository: violation.repository,
        branch: violation.branch,
        commit_url: violation.commitUrl,
        at: violation.at,
        by: JSON.stringify(violation.by),
        kind: violation.kind,
        files: JSON.stringify(violation.files),
        reason: violation.reason,
        pull_request: violation.pullRequest ?? null,
        status: violation.status,
        problem: violation.problem ?? null,
      })
      .onConflict(['entity_ref', 'environment', 'commit'])
      .ignore();
  }

  async get(
    key: EnvironmentKey,
    commit: string,
  ): Promise<StoredViolation | undefined> {
    const row = await this.#database<ViolationRow>('gitops_violations')
      .where({ entity_ref: key.entityRef, environment: key.name, commit })
      .first();
    return row && read(row);
  }

  /** Those that stand, newest first; of a whole pipeline where no environment is named. */
  async open(where: {
    entityRef: string;
    name?: string;
  }): Promise<StoredViolation[]> {
    const rows = await this.#database<ViolationRow>('gitops_violations')
      .where({
        entity_ref: where.entityRef,
        status: 'open',
        ...(where.name ? { environment: where.name } : {}),
      })
      .orderBy('at', 'desc');
    return rows.map(read);
  }

  /** What one commit did, environment by environment. */
  async ofCommit({
    repository,
    branch,
    commit,
  }: CommitKey): Promise<StoredViolation[]> {
    const rows = await this.#database<ViolationRow>('gitops_violations')
      .where({ repository, branch, commit })
      .orderBy(['entity_ref', 'environment']);
    return rows.map(read);
  }

  /** @returns whether it was still open; what has ended or was accepted stays so. */
  async update(
    { entityRef, environment, commit }: StoredViolation,
    values: {
      status?: StoredViolation['status'];
      files?: ViolatedFile[];
      problem?: string;
    },
  ): Promise<boolean> {
    const row: Record<string, unknown> = {};
    if (values.status) row.status = values.status;
    if (values.files) row.files = JSON.stringify(values.files);
    if ('problem' in values) row.problem = values.problem ?? null;
    const updated = await this.#database('gitops_violations')
      .where({ entity_ref: entityRef, environment, commit, status: 'open' })
      .update(row);
    return updated === 1;
  }
}
