import { judgedBy } from '../history/judgedBy';
import type {
  PullRequest,
  PullRequestContent,
} from '@backstage-gitops/plugin-gitops-node';
import { readSealedBlock } from '../provenance/sealedBlock';
import { writeProvenance } from '../provenance/Provenance';
import {
  type AskedForReview,
  askForApprovals,
  describeAsked,
} from '../pullRequests/askForReview';
import { pullRequestContent } from '../pullRequests/content';
import { describeChange } from '../pullRequests/describeChange';
import { explainSupersession } from '../pullRequests/supersede';
import { type Effect, pushProposal } from './applyChange';
import { headBranchOf } from './headBranch';
import type { Situation, Workplace } from './Workplace';

type Current = NonNullable<Situation['current']>;

/** Opens the pull request, or brings the one that is open to this content; labels that people added stay. */
async function openOrUpdate(
  { hosted, environment, key }: Workplace,
  content: PullRequestContent,
): Promise<PullRequest> {
  const pull = await hosted.host.openPullRequest({
    repository: hosted.repository,
    headBranch: headBranchOf(key),
    baseBranch: environment.place.branch,
    content,
  });
  await hosted.host.updatePullRequest({
    repository: hosted.repository,
    number: pull.number,
    content: {
      ...content,
      labels: [...new Set([...pull.labels, ...content.labels])],
    },
  });
  return pull;
}

async function recordOpened(
  place: Workplace,
  { gates }: Situation,
  { promotion, release }: Current,
  pull: PullRequest,
  asked: AskedForReview,
): Promise<void> {
  const { services, key } = place;
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `opened:${promotion.id}`,
    at: new Date().toISOString(),
    kind: 'pullRequestOpened',
    by: { name: 'GitOps' },
    promotion: promotion.id,
    ...judgedBy(place, gates),
    summary: `Pull request #${pull.number} proposes ${
      release?.version ?? 'an earlier state'
    } for ${key.name}.${describeAsked(asked)}`,
  });
}

/** Opens the environment's pull request, or brings the open one to what is proposed now. */
export async function propose(
  place: Workplace,
  situation: Situation,
  current: Current,
  stillOurs: () => Promise<boolean>,
): Promise<Effect> {
  const { services } = place;
  const { promotion } = current;
  const pushed = await pushProposal(place, current, stillOurs);
  if (pushed.status === 'nothingToDo') return { status: 'done' };
  if (pushed.status !== 'pushed') return pushed;
  const { headCommit, trailers } = pushed;
  const change = await describeChange(place, situation, current, headCommit);
  // Rendering may have taken longer than the lease.
  if (!(await stillOurs())) return { status: 'moved' };
  const pull = await openOrUpdate(place, pullRequestContent(change, trailers));
  await services.hostReader.changed(place.hosted.repository, pull.number);
  await explainSupersession(place, current, pull);
  if (promotion.state === 'pending') {
    // Once for a promotion: who did not answer is not asked again by each update.
    const asked = await askForApprovals(place, situation, current, pull);
    await recordOpened(place, situation, current, pull, asked);
  }
  await services.promotions.update(promotion.id, {
    state: 'open',
    pullRequest: pull.number,
    pullRequestUrl: pull.url,
    headCommit,
    problem: undefined,
    updatedAt: new Date().toISOString(),
  });
  return { status: 'done' };
}

/** Hosts keep line ends and what is empty at the end in ways of their own. */
function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n/g, '\n').trimEnd();
  return plain(one) === plain(other);
}

/** Keeps what the pull request says up to date, in place; the host is called only where that has changed. */
export async function updateChecklist(
  place: Workplace,
  situation: Situation,
): Promise<void> {
  const { services, hosted } = place;
  const { current } = situation;
  const pull = current?.pullRequest;
  if (!current || pull?.state.status !== 'open') return;
  const block = readSealedBlock(pull.body, services.config.sealKeys);
  if (block.status !== 'sealed') return;
  const content = pullRequestContent(
    await describeChange(place, situation, current, pull.headCommit),
    writeProvenance(block.provenance, services.config.sealKeys),
  );
  if (sameText(content.body, pull.body) && content.title === pull.title) return;
  await hosted.host.updatePullRequest({
    repository: hosted.repository,
    number: pull.number,
    // Labels were given when it was opened; whoever changes them since means it.
    content: { ...content, labels: pull.labels },
  });
  await services.hostReader.changed(hosted.repository, pull.number);
}
