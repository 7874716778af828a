import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { ApprovalFacts, PullRequestFacts } from '@backstage-gitops/policy';
import { readContent } from '../environments/readContent';
import { toApproval } from '../promotions/toApproval';
import type { Workplace } from '../promotions/Workplace';

/** Do two commits hold the same in these files? A commit that is gone is not known to. */
async function holdsSame(
  { hosted: { mirror } }: Workplace,
  a: string,
  b: string,
  files: string[],
): Promise<boolean> {
  if (!(await mirror.has(a)) || !(await mirror.has(b))) return false;
  const [first, second] = [await mirror.tree(a), await mirror.tree(b)];
  return files.every(
    file => first.get(file)?.objectId === second.get(file)?.objectId,
  );
}

/** Approvals given in the portal, where it was a promotion that others changed. */
async function portalApprovals(
  { services, hosted, environment }: Workplace,
  pull: PullRequest,
): Promise<ApprovalFacts[]> {
  const approvals: ApprovalFacts[] = [];
  const { mirror, repository } = hosted;
  for (const promotion of await services.promotions.byPullRequest(
    pull.number,
  )) {
    const pipeline = await services.pipelines.get(promotion.entityRef);
    const target = pipeline?.declaration?.environments.find(
      ({ name }) => name === promotion.environment,
    );
    if (
      target?.place.repository !== repository ||
      target.place.branch !== environment.place.branch ||
      !(await mirror.has(pull.headCommit))
    ) {
      continue;
    }
    const merged = await readContent(mirror, pull.headCommit, target);
    for (const { user, at, content } of await services.promotions.approvals(
      promotion.id,
    )) {
      approvals.push({
        user,
        via: 'portal',
        at,
        groups: await services.people.groupsOf(user),
        account: 'person',
        content:
          merged.status === 'read' && merged.content.digest === content
            ? 'current'
            : 'outdated',
      });
    }
  }
  return approvals;
}

/**
 * Who made and who approved a merged pull request. An approval is of what was merged where the head was the same, or held
 * the same in these files: a rebase that changes nothing takes none away.
 */
export async function loadPullRequest(
  place: Workplace,
  pull: PullRequest,
  files: string[],
): Promise<PullRequestFacts> {
  const { services, hosted } = place;
  const { host, repository } = hosted;
  const { people } = services;
  const approvals = await portalApprovals(place, pull);
  for (const review of await host.listReviews(repository, pull.number)) {
    if (review.verdict !== 'approved') continue;
    const isCurrent =
      review.commit === pull.headCommit ||
      (await holdsSame(place, review.commit, pull.headCommit, files));
    approvals.push(
      await toApproval(
        services,
        host,
        review,
        isCurrent ? 'current' : 'outdated',
      ),
    );
  }
  const user = (await people.byLogin(host, pull.author)).entityRef;
  const pusher = pull.lastPusher;
  return {
    number: pull.number,
    author: {
      login: pull.author,
      ...(user ? { user } : {}),
      groups: user ? await people.groupsOf(user) : [],
    },
    ...(pusher && pusher !== host.botLogin
      ? { lastPusher: (await people.byLogin(host, pusher)).entityRef }
      : {}),
    approvals,
  };
}
