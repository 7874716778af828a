import type { Change } from '@backstage-gitops/plugin-gitops-common';
import { type People } from '../access/People';
import { personOf } from '../decisions/Decisions';
import { type CommitRecord } from '../git/Mirror';
import { type HostedRepository } from '../git/Mirrors';
import {
  type Action,
  type Provenance,
  readProvenance,
} from '../provenance/Provenance';
import { type SealKeys } from '../provenance/seal';
import { readSealedBlock } from '../provenance/sealedBlock';
import { type EnvironmentKey } from '../store/EnvironmentStore';
import { type PromotionStore } from '../store/PromotionStore';

/** Which of our actions a proven change came by. */
const ORIGINS = {
  promote: 'promotion',
  rollback: 'rollback',
  adopt: 'adoption',
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

/** A sealed message copied onto a later commit proves nothing: its promotion has its own, earlier commit. */
async function isCopied(
  {
    record,
    hosted,
    promotions,
  }: {
    record: CommitRecord;
    hosted: HostedRepository;
    promotions: PromotionStore;
  },
  promotion: string,
): Promise<boolean> {
  const own = (await promotions.get(promotion))?.commit;
  return (
    own !== undefined &&
    own !== record.commit &&
    (await hosted.mirror.isAncestor(own, record.commit))
  );
}

/**
 * Says who did a change, in the order of what proves more: the commit we recorded; the merged pull request, by the
 * host; trailers with our seal over exactly this content. Anything else is foreign: trailers alone explain, they do
 * not prove, for squash merges drop them and anyone who can push can forge them.
 *
 * @param options - `content` is the digest of the environment's own files after the commit.
 */
export async function attributeChange(options: {
  key: EnvironmentKey;
  record: CommitRecord;
  content: string;
  hosted: HostedRepository;
  people: People;
  promotions: PromotionStore;
  sealKeys: SealKeys;
}): Promise<AttributedChange> {
  const { key, record, content, hosted, people, promotions, sealKeys } =
    options;
  const { host, repository } = hosted;
  const base = {
    commit: record.commit,
    commitUrl: host.commitUrl(repository, record.commit),
    at: record.at,
    message: record.message.split('\n')[0],
  };
  const isOurs = (found: Provenance) =>
    found.pipeline === key.entityRef &&
    found.environment === key.name &&
    found.content === content;

  const recorded = await promotions.byCommit(key, record.commit);
  if (recorded) {
    return {
      change: {
        ...base,
        by: personOf(recorded.requester ?? 'automation'),
        origin: recorded.kind === 'rollback' ? 'rollback' : 'promotion',
        ...(recorded.pullRequest ? { pullRequest: recorded.pullRequest } : {}),
      },
      promotion: recorded.id,
      release: recorded.release,
    };
  }

  const merged = await host.findPullRequestByMergeCommit(
    repository,
    record.commit,
  );
  if (merged) {
    const block = readSealedBlock(merged.body, sealKeys);
    const ours = block.status === 'sealed' && isOurs(block.provenance);
    const login =
      (merged.state.status === 'merged' && merged.state.mergedBy) ||
      merged.author;
    return {
      change: {
        ...base,
        pullRequest: merged.number,
        ...(ours
          ? {
              by: personOf(block.provenance.requestedBy),
              origin: ORIGINS[block.provenance.action],
            }
          : { by: await people.byLogin(host, login), origin: 'pullRequest' }),
      },
      ...(ours
        ? {
            provenance: block.provenance,
            promotion: block.provenance.promotion,
            release: block.provenance.release,
          }
        : {}),
    };
  }

  const trailers = readProvenance(record.message, sealKeys);
  if (
    trailers.status === 'sealed' &&
    isOurs(trailers.provenance) &&
    !(await isCopied(options, trailers.provenance.promotion))
  ) {
    const { provenance } = trailers;
    return {
      change: {
        ...base,
        by: personOf(provenance.requestedBy),
        origin: ORIGINS[provenance.action],
      },
      provenance,
      promotion: provenance.promotion,
      release: provenance.release,
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
