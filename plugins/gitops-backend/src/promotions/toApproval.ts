import type { GitHost, Review } from '@backstage-gitops/plugin-gitops-node';
import type { ApprovalFacts } from '@backstage-gitops/policy';
import type { Services } from './services';

/** An approving review of a host as decisions see it. */
export async function toApproval(
  { people }: Pick<Services, 'people'>,
  host: GitHost,
  review: Review,
  content: ApprovalFacts['content'],
): Promise<ApprovalFacts> {
  const person = await people.byLogin(host, review.login);
  return {
    user: person.entityRef,
    login: review.login,
    via: 'host',
    at: review.at,
    groups: person.entityRef ? await people.groupsOf(person.entityRef) : [],
    account: review.bot || review.login === host.botLogin ? 'bot' : 'person',
    content,
  };
}
