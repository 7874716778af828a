import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { decideRevert, planRevert } from '@backstage-gitops/policy';
import { freezeOf } from '../decisions/freezeOf';
import { changedFiles } from '../git/changedFiles';
import type { Workplace } from '../promotions/Workplace';
import type { StoredRevert } from '../store/RevertStore';
import type { CommitKey, StoredViolation } from '../store/ViolationStore';
import { proposeRevert } from './proposeRevert';
import { endRevert } from './endRevert';

type PullRequestState = Parameters<typeof decideRevert>[0]['pullRequest'];

function toCommitKey({ repository, branch, commit }: CommitKey): CommitKey {
  return { repository, branch, commit };
}

/** What the commit did to environments that there still are, where that stands. */
async function standingIn(
  { services }: Workplace,
  key: CommitKey,
): Promise<StoredViolation[]> {
  const standing: StoredViolation[] = [];
  for (const violation of await services.violations.ofCommit(key)) {
    const { entityRef, environment, status } = violation;
    if (
      status === 'open' &&
      (await services.environments.get({ entityRef, name: environment }))
    ) {
      standing.push(violation);
    }
  }
  return standing;
}

/** Is an environment that the commit violates frozen? */
async function isFrozen(
  { services }: Workplace,
  violations: StoredViolation[],
): Promise<boolean> {
  const freezes = await services.decisions.freezes();
  for (const { entityRef, environment } of violations) {
    const pipeline = await services.pipelines.get(entityRef);
    const scopes = pipeline?.declaration?.scopes ?? [];
    if (freezeOf(freezes, { entityRef, name: environment }, scopes)) {
      return true;
    }
  }
  return false;
}

/** Does the open pull request still take back exactly what is to be taken back now? */
async function isAsPlanned(
  { hosted: { mirror } }: Workplace,
  violations: StoredViolation[],
  head: string,
  proposed: string,
): Promise<boolean> {
  const base = await mirror.mergeBase(head, proposed);
  if (!base || !(await mirror.mergedTree(head, proposed))) return false;
  const tree = await mirror.tree(head);
  const plan = planRevert(
    violations.map(({ files }) => files),
    path => tree.get(path)?.objectId,
  );
  const changes = await changedFiles(mirror, base, proposed);
  return (
    plan.status === 'planned' &&
    plan.restore.size === changes.size &&
    [...plan.restore].every(
      ([path, objectId]) =>
        changes.has(path) && changes.get(path)?.after === objectId,
    )
  );
}

async function stateOf(
  place: Workplace,
  revert: StoredRevert | undefined,
  pull: PullRequest | undefined,
  standing: StoredViolation[],
): Promise<PullRequestState> {
  if (!revert || !pull) return { status: 'none' };
  if (pull.state.status !== 'open') return { status: pull.state.status };
  const { mirror } = place.hosted;
  const head = mirror.head(place.environment.place.branch) ?? '';
  if (pull.headCommit !== revert.headCommit) {
    return { status: 'open', head: 'changedByOthers' };
  }
  return {
    status: 'open',
    head: (await isAsPlanned(place, standing, head, pull.headCommit))
      ? 'asPlanned'
      : 'outdated',
  };
}

/** One step of the revert of one commit, in every environment that it violates. */
async function tend(
  place: Workplace,
  key: CommitKey,
  stillOurs: () => Promise<boolean>,
): Promise<void> {
  const { services, environment, hosted } = place;
  const revert = await services.reverts.get(key);
  if (revert && revert.state !== 'pending' && revert.state !== 'open') return;
  const standing = await standingIn(place, key);
  const decideOn = async (since?: number) => {
    const reading = revert?.pullRequest
      ? await services.hostReader.pullRequest(hosted, revert.pullRequest, {
          for: 'reviews',
          since,
        })
      : undefined;
    const pull = reading?.pullRequest;
    const step = decideRevert({
      wish: environment.policy.protected ? environment.onViolation : 'show',
      violation: standing.length > 0 ? 'open' : 'ended',
      freeze: (await isFrozen(place, standing)) ? 'frozen' : 'none',
      pullRequest: await stateOf(place, revert, pull, standing),
    });
    return { pull, step };
  };
  if ((await decideOn()).step === 'rest') return;
  // Nothing is done on what is only remembered.
  const { pull, step } = await decideOn(performance.now());
  if (step === 'rest' || !(await stillOurs())) return;
  const [first, ...others] = standing;
  if (step === 'propose') {
    if (first) await proposeRevert(place, key, [first, ...others]);
  } else if (revert && pull) {
    await endRevert(place, revert, pull, step);
  }
  if (pull) await services.hostReader.changed(hosted.repository, pull.number);
}

/**
 * Sees to the pull requests that take violations of an environment back: proposes them where the pipeline file asks for it,
 * keeps them up to date, and closes those that nothing is left to do for. A commit that violates several environments is
 * taken back by one.
 */
export async function tendReverts(
  place: Workplace,
  stillOurs: () => Promise<boolean>,
): Promise<void> {
  const { services, key } = place;
  const commits = new Map(
    [
      ...(await services.violations.open(key)),
      ...(await services.reverts.unfinished(key)),
    ].map(one => [one.commit, toCommitKey(one)]),
  );
  const { repository, branch } = place.environment.place;
  for (const commit of commits.values()) {
    // What was violated where the environment used to be is taken back by nobody.
    if (commit.repository === repository && commit.branch === branch) {
      await tend(place, commit, stillOurs);
    }
  }
}
