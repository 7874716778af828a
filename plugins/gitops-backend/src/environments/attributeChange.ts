import type { Change } from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../decisions/Decisions';
import { type CommitRecord } from '../git/Mirror';
import { type HostedRepository } from '../git/Mirrors';
import { type Services } from '../promotions/services';
import { type Action, type Provenance } from '../provenance/Provenance';
import { type EnvironmentKey } from '../store/EnvironmentStore';
import { proveChange } from './proveChange';

/** Which of our actions a proven change came by. */
const ORIGINS = {
  promote: 'promotion',
  rollback: 'rollback',
  adopt: 'adoption',
  revert: 'revert',
} as const satisfies Record<Action, Change['origin']>;

/** A change, and what is proven about it. */
export interface AttributedChange {
  change: Omit<Change, 'images' | 'release'>;
  /** Sealed by this suite for this very environment and content. */
  provenance?: Provenance;
  /** The promotion that was recorded with it. */
  promotion?: string;
  /** The release that was recorded or sealed with it. */
  release?: string;
}

/**
 * Says who did a change, as far as it is proven (see {@link proveChange}): this suite, for this environment or for another
 * one that shares the files; people by a merged pull request. Anything else is foreign.
 */
export async function attributeChange(options: {
  services: Services;
  key: EnvironmentKey;
  branch: string;
  record: CommitRecord;
  hosted: HostedRepository;
}): Promise<AttributedChange> {
  const { services, key, record, hosted } = options;
  const { people } = services;
  const { host, repository } = hosted;
  const base = {
    commit: record.commit,
    commitUrl: host.commitUrl(repository, record.commit),
    at: record.at,
    message: record.message.split('\n')[0],
  };
  const { proof, pull } = await proveChange(options);
  if (proof) {
    const { provenance, promotion, release, pullRequest } = proof;
    const isOwn =
      proof.key.entityRef === key.entityRef && proof.key.name === key.name;
    return {
      change: {
        ...base,
        by: personOf(proof.requestedBy),
        origin: ORIGINS[proof.action],
        ...(pullRequest ? { pullRequest } : {}),
      },
      ...(isOwn ? { provenance, promotion, release } : {}),
    };
  }
  if (pull) {
    const login =
      (pull.state.status === 'merged' && pull.state.mergedBy) || pull.author;
    return {
      change: {
        ...base,
        pullRequest: pull.number,
        by: await people.byLogin(host, login),
        origin: 'pullRequest',
      },
    };
  }
  return {
    change: {
      ...base,
      by: await people.byAuthor(host, record.author),
      origin: 'foreign',
    },
  };
}
