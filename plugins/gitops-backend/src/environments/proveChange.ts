import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { changedFiles, digestOfChange } from '../git/changedFiles';
import type { CommitRecord, Mirror } from '../git/Mirror';
import type { HostedRepository } from '../git/Mirrors';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import {
  type Action,
  type Provenance,
  readProvenance,
} from '../provenance/Provenance';
import { readSealedBlock } from '../provenance/sealedBlock';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type { StoredPromotion } from '../store/PromotionStore';
import { readContent } from './readContent';

/** That this suite wrote a change, for whichever environment, and which files that explains. */
export interface Proof {
  key: EnvironmentKey;
  action: Action;
  /** Entity reference, or `automation`. */
  requestedBy: string;
  /** Paths; none where others pushed to our proposal before it was merged. */
  explains: ReadonlySet<string>;
  promotion?: string;
  release?: string;
  pullRequest?: number;
  /** What its seal covers, where it was found by that. */
  provenance?: Provenance;
}

interface Context {
  services: Services;
  hosted: HostedRepository;
  branch: string;
  record: CommitRecord;
}

/** An environment, where it is on this very branch. */
async function declarationOf(
  { services, hosted, branch }: Context,
  { entityRef, name }: EnvironmentKey,
): Promise<EnvironmentDeclaration | undefined> {
  const pipeline = await services.pipelines.get(entityRef);
  const declared = pipeline?.declaration?.environments.find(
    environment => environment.name === name,
  );
  return declared?.place.repository === hosted.repository &&
    declared.place.branch === branch
    ? declared
    : undefined;
}

async function ownFiles(
  mirror: Mirror,
  commit: string | undefined,
  environment: EnvironmentDeclaration,
): Promise<{ files: string[]; digest?: string }> {
  const read = commit && (await readContent(mirror, commit, environment));
  return read && read.status === 'read'
    ? { files: [...read.content.own.keys()], digest: read.content.digest }
    : { files: [] };
}

const commitsOf = ({ commit, parents }: CommitRecord) => ({
  from: parents[0] as string | undefined,
  to: commit,
});

/** The files that a sealed message explains in a commit, where what it seals is what the commit made. */
async function sealedFiles(
  context: Context,
  { action, content, ...provenance }: Provenance,
  record: CommitRecord,
): Promise<ReadonlySet<string> | undefined> {
  const { mirror } = context.hosted;
  const { from, to } = commitsOf(record);
  if (action === 'revert') {
    return (await digestOfChange(mirror, from, to)) === content
      ? new Set((await changedFiles(mirror, from, to)).keys())
      : undefined;
  }
  const environment = await declarationOf(context, {
    entityRef: provenance.pipeline,
    name: provenance.environment,
  });
  if (!environment) return undefined;
  const after = await ownFiles(mirror, to, environment);
  if (after.digest !== content) return undefined;
  const before = await ownFiles(mirror, from, environment);
  return new Set([...before.files, ...after.files]);
}

/** Those of the files that a commit has exactly as the head of its pull request had them. */
async function asProposed(
  mirror: Mirror,
  files: ReadonlySet<string>,
  head: string,
  commit: string,
): Promise<ReadonlySet<string>> {
  const [proposed, merged] = [
    await mirror.tree(head),
    await mirror.tree(commit),
  ];
  return new Set(
    [...files].filter(
      file => proposed.get(file)?.objectId === merged.get(file)?.objectId,
    ),
  );
}

function proofOf(
  provenance: Provenance,
  explains: ReadonlySet<string>,
  pullRequest?: number,
): Proof {
  return {
    key: { entityRef: provenance.pipeline, name: provenance.environment },
    action: provenance.action,
    requestedBy: provenance.requestedBy,
    explains,
    promotion: provenance.promotion,
    release: provenance.release,
    provenance,
    ...(pullRequest === undefined ? {} : { pullRequest }),
  };
}

/** What was recorded when the change was made. */
async function byRecord(
  context: Context,
  recorded: StoredPromotion[],
  pull: PullRequest | undefined,
): Promise<Proof | undefined> {
  const { hosted, record } = context;
  const { from, to } = commitsOf(record);
  for (const promotion of recorded) {
    const key = { entityRef: promotion.entityRef, name: promotion.environment };
    const environment = await declarationOf(context, key);
    if (!environment) continue;
    const files = [
      ...(await ownFiles(hosted.mirror, from, environment)).files,
      ...(await ownFiles(hosted.mirror, to, environment)).files,
    ];
    return {
      key,
      action: promotion.kind === 'rollback' ? 'rollback' : 'promote',
      requestedBy: promotion.requester ?? 'automation',
      promotion: promotion.id,
      release: promotion.release,
      // Others may have pushed to our proposal before it was merged: that is not what we wrote.
      explains: new Set(!pull || isOurHead(promotion, pull) ? files : []),
      ...(promotion.pullRequest ? { pullRequest: promotion.pullRequest } : {}),
    };
  }
  return undefined;
}

function isOurHead(promotion: StoredPromotion, pull: PullRequest): boolean {
  return (
    promotion.pullRequest === pull.number &&
    promotion.headCommit === pull.headCommit
  );
}

/** The sealed block of the pull request that was merged, and what its head or the merge holds. */
async function byPullRequest(
  context: Context,
  pull: PullRequest,
): Promise<Proof | undefined> {
  const { services, hosted, record } = context;
  const { mirror } = hosted;
  const block = readSealedBlock(pull.body, services.config.sealKeys);
  if (block.status !== 'sealed') return undefined;
  const { provenance } = block;
  const known = await services.promotions.get(provenance.promotion);
  // A block that was copied from another pull request proves nothing.
  if (known?.pullRequest && known.pullRequest !== pull.number) return undefined;
  const merged = await sealedFiles(context, provenance, record);
  if (merged) return proofOf(provenance, merged, pull.number);
  // Others may have changed files beside ours before the merge: what we proposed is ours for all that.
  const head = await mirror.commit(pull.headCommit);
  const proposed = head && (await sealedFiles(context, provenance, head));
  return (
    proposed &&
    proofOf(
      provenance,
      await asProposed(mirror, proposed, pull.headCommit, record.commit),
      pull.number,
    )
  );
}

/** A sealed message copied onto a later commit proves nothing: its promotion has its own, earlier commit. */
async function isCopied(
  { services, hosted, record }: Context,
  promotion: string,
): Promise<boolean> {
  const own = (await services.promotions.get(promotion))?.commit;
  return (
    own !== undefined &&
    own !== record.commit &&
    (await hosted.mirror.isAncestor(own, record.commit))
  );
}

/** The commit's own trailers. */
async function byTrailers(context: Context): Promise<Proof | undefined> {
  const { services, record } = context;
  const found = readProvenance(record.message, services.config.sealKeys);
  if (
    found.status !== 'sealed' ||
    (await isCopied(context, found.provenance.promotion))
  ) {
    return undefined;
  }
  const files = await sealedFiles(context, found.provenance, record);
  return files && proofOf(found.provenance, files);
}

/**
 * What proves that this suite wrote a commit, for whichever environment, and the merged pull request it came by; what
 * proves more goes first: the commit we recorded; the merged pull request, by the host; trailers with our seal over exactly
 * this content. Trailers alone explain, they do not prove: squash merges drop them and anyone who can push can forge them.
 *
 * @throws where the host does not answer: who did it is not known then.
 */
export async function proveChange(
  context: Context,
): Promise<{ proof?: Proof; pull?: PullRequest }> {
  const { commit } = context.record;
  const recorded = await context.services.promotions.byCommit(commit);
  const isCommit = recorded.some(({ pullRequest }) => !pullRequest);
  const pull = isCommit
    ? undefined
    : await context.services.hostReader.mergedBy(context.hosted, commit);
  const proof =
    (await byRecord(context, recorded, pull)) ??
    (pull ? await byPullRequest(context, pull) : undefined) ??
    // A merge of people's pull request may carry what it likes in its message.
    (pull ? undefined : await byTrailers(context));
  return { ...(proof ? { proof } : {}), ...(pull ? { pull } : {}) };
}
