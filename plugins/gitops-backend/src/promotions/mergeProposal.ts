import { pullRequestTitle } from '../pullRequests/content';
import { describeHeading } from '../pullRequests/describeChange';
import { holdAffected } from '../rollbacks/holdAffected';
import type { Effect } from './applyChange';
import { recordMerged } from './recordMerged';
import type { Situation, Workplace } from './Workplace';

/** Merges the pull request, provided its head is still the one that was judged. */
export async function mergeProposal(
  place: Workplace,
  situation: Situation,
  current: NonNullable<Situation['current']>,
  stillOurs: () => Promise<boolean>,
): Promise<Effect> {
  const { hosted, services, environment } = place;
  const pull = current.pullRequest;
  if (!pull) return { status: 'moved' };
  const heading = await describeHeading(place, situation, current);
  await holdAffected(place, situation);
  if (!(await stillOurs())) return { status: 'moved' };
  const outcome = await hosted.host.mergePullRequest({
    repository: hosted.repository,
    number: pull.number,
    headCommit: pull.headCommit,
    method: environment.mergeMethod ?? 'merge',
    title: pullRequestTitle(heading),
    body:
      (
        await hosted.mirror.commit(pull.headCommit)
      )?.message
        .split('\n')
        .filter(line => line.startsWith('GitOps-'))
        .join('\n') ?? '',
  });
  await services.hostReader.changed(hosted.repository, pull.number);
  if (outcome.status === 'notReady') {
    return { status: 'waiting', reason: outcome.reason };
  }
  if (outcome.status === 'queued') {
    const reason = `Pull request #${pull.number} is in the host's merge queue.`;
    return { status: 'waiting', reason };
  }
  if (outcome.status === 'headMoved') return { status: 'moved' };
  await hosted.mirror.refresh();
  await recordMerged(place, situation, current, outcome.commit);
  return { status: 'done' };
}
