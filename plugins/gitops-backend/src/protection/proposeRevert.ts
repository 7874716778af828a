import { ConflictError } from '@backstage/errors';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { planRevert } from '@backstage-gitops/policy';
import type { GitEditPlan } from '../edits/GitEditPlan';
import { proposeGitEdit } from '../edits/writeGitEdit';
import { readContent } from '../environments/readContent';
import type { Workplace } from '../promotions/Workplace';
import { readSealedBlock } from '../provenance/sealedBlock';
import { askForReview } from '../pullRequests/askForReview';
import type { CommitKey, StoredViolation } from '../store/ViolationStore';
import { revertTexts } from './revertTexts';

/** How long one environment's pass may take to propose before another one tries, in milliseconds. */
const CLAIM = 60_000;

/** Pull requests that are looked through for one that was proposed before. */
const MAX_EARLIER = 200;

type Violations = [StoredViolation, ...StoredViolation[]];

/** What is to be written, or why it cannot be. */
type Preparation =
  | { status: 'prepared'; plan: GitEditPlan; kept: string[] }
  | { status: 'nothingToDo' }
  | { status: 'impossible'; reason: string };

function headBranchOf({ branch, commit }: CommitKey): string {
  return `gitops/revert/${branch}/${commit.slice(0, 12)}`;
}

async function prepare(
  { hosted, environment }: Workplace,
  violations: Violations,
): Promise<Preparation> {
  const { mirror } = hosted;
  const { branch } = environment.place;
  const head = mirror.head(branch);
  if (!head) return { status: 'nothingToDo' };
  const tree = await mirror.tree(head);
  const plan = planRevert(
    violations.map(({ files }) => files),
    file => tree.get(file)?.objectId,
  );
  if (plan.status === 'nothingToDo') return plan;
  const changes = new Map(
    [...plan.restore].map(([file, objectId]) => [
      file,
      objectId ? { objectId } : undefined,
    ]),
  );
  for (const [file, objectId] of plan.restore) {
    if (objectId && !(await mirror.hasObject(objectId))) {
      return {
        status: 'impossible',
        reason: `what ${file} held before is gone from the repository.`,
      };
    }
  }
  const after = await readContent(
    mirror,
    await mirror.buildTree(head, changes),
    environment,
  );
  if (after.status === 'failed') {
    return {
      status: 'impossible',
      reason: `with what has changed since, ${environment.name} could not be read: ${after.problem}`,
    };
  }
  return {
    status: 'prepared',
    kept: plan.kept,
    plan: {
      hosted,
      branch,
      head,
      changes,
      sentence: `Restores ${[...changes.keys()].join(', ')}.`,
    },
  };
}

/** Did the change come by a revert itself, that others had changed? Nobody reverts a revert but people. */
async function cameByRevert(
  { hosted, services }: Workplace,
  { pullRequest }: StoredViolation,
): Promise<boolean> {
  const pull =
    pullRequest &&
    (await hosted.host.getPullRequest(hosted.repository, pullRequest));
  if (!pull) return false;
  const block = readSealedBlock(pull.body, services.config.sealKeys);
  return block.status === 'sealed' && block.provenance.action === 'revert';
}

/** The pull request that was proposed for this before: by one that stopped before it wrote that down, or a lost database. */
async function findEarlier(
  { hosted }: Workplace,
  key: CommitKey,
): Promise<PullRequest | undefined> {
  const earlier = await hosted.host.listPullRequests({
    repository: hosted.repository,
    baseBranch: key.branch,
    state: 'all',
    limit: MAX_EARLIER,
  });
  return earlier.find(({ headBranch }) => headBranch === headBranchOf(key));
}

/** The owners of the environments are asked to look at it. */
async function askOwners(
  place: Workplace,
  violations: Violations,
  pull: PullRequest,
): Promise<void> {
  const owners = new Set<string>();
  for (const { entityRef } of violations) {
    const pipeline = await place.services.pipelines.get(entityRef);
    pipeline?.owners.forEach(owner => owners.add(owner));
  }
  const [{ by, commit }] = violations;
  await askForReview(place, pull, {
    who: [...owners],
    except: by.entityRef ? [by.entityRef] : [],
    change: commit,
  });
}

async function labelsOf(
  { services }: Workplace,
  violations: Violations,
): Promise<string[]> {
  const labels = new Set<string>();
  for (const { entityRef, environment } of violations) {
    const pipeline = await services.pipelines.get(entityRef);
    pipeline?.declaration?.environments
      .find(({ name }) => name === environment)
      ?.labels.forEach(label => labels.add(label));
  }
  return [...labels];
}

async function explain(
  { services }: Workplace,
  violations: Violations,
  reason: string | undefined,
): Promise<void> {
  const problem =
    reason && `It cannot be taken back by a pull request: ${reason}`;
  for (const violation of violations) {
    if (violation.problem !== problem) {
      await services.violations.update(violation, { problem });
    }
  }
}

async function open(
  place: Workplace,
  key: CommitKey,
  violations: Violations,
  { plan, kept }: Extract<Preparation, { status: 'prepared' }>,
): Promise<void> {
  const { services, hosted } = place;
  const texts = revertTexts({
    violations,
    restored: plan.changes.keys(),
    kept,
    hosted,
    head: plan.head,
    sealKeys: services.config.sealKeys,
  });
  const pull = await proposeGitEdit({
    services,
    plan,
    headBranch: headBranchOf(key),
    texts,
    labels: await labelsOf(place, violations),
  });
  await askOwners(place, violations, pull);
  await services.reverts.update(key, {
    state: 'open',
    pullRequest: pull.number,
    url: pull.url,
    headCommit: pull.headCommit,
  });
  for (const { entityRef, environment, by } of violations) {
    await services.history.append({
      entityRef,
      environment,
      key: `reverting:${entityRef}:${environment}:${key.commit}`,
      at: new Date().toISOString(),
      kind: 'pullRequestOpened',
      by: { name: 'GitOps' },
      commit: key.commit,
      summary: `Pull request #${pull.number} takes back what ${by.name} changed in ${environment}.`,
    });
    await services.environments.wake({ entityRef, name: environment });
  }
}

/**
 * Proposes to take one commit back, or brings the open proposal up to date. Where that cannot be done, the violation says
 * so, and it is tried again.
 */
export async function proposeRevert(
  place: Workplace,
  key: CommitKey,
  violations: Violations,
): Promise<void> {
  const { services } = place;
  if (await cameByRevert(place, violations[0])) {
    await explain(place, violations, 'it came by one that takes another back.');
    return;
  }
  const prepared = await prepare(place, violations);
  if (prepared.status !== 'prepared') {
    await explain(
      place,
      violations,
      prepared.status === 'impossible' ? prepared.reason : undefined,
    );
    return;
  }
  if (!(await services.reverts.claim(key, CLAIM))) return;
  const earlier = await findEarlier(place, key);
  if (earlier && earlier.state.status !== 'open') {
    await services.reverts.update(key, {
      state: earlier.state.status,
      pullRequest: earlier.number,
      url: earlier.url,
    });
    return;
  }
  try {
    await open(place, key, violations, prepared);
    await explain(place, violations, undefined);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    await services.reverts.update(key, {});
    await explain(place, violations, error.message);
  }
}
