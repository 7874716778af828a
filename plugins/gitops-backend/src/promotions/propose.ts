import { readProvenance, writeProvenance } from '../provenance/Provenance';
import { type Effect, pushProposal, subjectOf } from './applyChange';
import { headBranchOf } from './headBranch';
import { requestReviewers } from './requestReviewers';
import { pullRequestContent } from './texts';
import type { Situation, Workplace } from './Workplace';

/** Opens the environment's pull request, or brings the open one to what is proposed now. */
export async function propose(
  place: Workplace,
  situation: Situation,
  current: NonNullable<Situation['current']>,
  stillOurs: () => Promise<boolean>,
): Promise<Effect> {
  const { services, hosted, environment, key } = place;
  const pushed = await pushProposal(place, current, stillOurs);
  if (pushed.status === 'nothingToDo') return { status: 'done' };
  if (pushed.status !== 'pushed') return pushed;
  const content = pullRequestContent(
    subjectOf(place, current),
    situation.gates,
    pushed.trailers,
  );
  const pull = await hosted.host.openPullRequest({
    repository: hosted.repository,
    headBranch: headBranchOf(key),
    baseBranch: environment.place.branch,
    content,
  });
  await hosted.host.updatePullRequest({
    repository: hosted.repository,
    number: pull.number,
    content,
  });
  await requestReviewers(place, pull);
  const at = new Date().toISOString();
  await services.promotions.update(current.promotion.id, {
    state: 'open',
    pullRequest: pull.number,
    pullRequestUrl: pull.url,
    headCommit: pushed.headCommit,
    problem: undefined,
    updatedAt: at,
  });
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `opened:${current.promotion.id}`,
    at,
    kind: 'pullRequestOpened',
    by: { name: 'GitOps' },
    promotion: current.promotion.id,
    policyCommit: current.promotion.policyCommit,
    gates: situation.gates,
    summary: `Pull request #${pull.number} proposes ${
      current.release?.version ?? 'an earlier state'
    } for ${key.name}.`,
  });
  return { status: 'done' };
}

/** Keeps the gate checklist in the pull request's body up to date, in place. */
export async function updateChecklist(
  place: Workplace,
  situation: Situation,
): Promise<void> {
  const { services, hosted } = place;
  const { current } = situation;
  const pull = current?.pullRequest;
  if (!current || pull?.state.status !== 'open') return;
  const block = readProvenance(pull.body, services.config.sealKeys);
  if (block.status !== 'sealed') return;
  const content = pullRequestContent(
    subjectOf(place, current),
    situation.gates,
    writeProvenance(block.provenance, services.config.sealKeys),
  );
  if (content.body !== pull.body || content.title !== pull.title) {
    await hosted.host.updatePullRequest({
      repository: hosted.repository,
      number: pull.number,
      content,
    });
  }
}
