import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { Workplace } from './Workplace';

/** Asks those for a review whose approval an environment's gate counts. */
export async function requestReviewers(
  {
    services,
    hosted,
    environment,
  }: Pick<Workplace, 'services' | 'hosted' | 'environment'>,
  pull: PullRequest,
): Promise<void> {
  const { from, count } = environment.policy.approvals;
  if (!from || count === 0) return;
  const logins: string[] = [];
  for (const member of await services.people.membersOf(from)) {
    const login = await services.people.loginOf(hosted.host, member);
    if (login) logins.push(login);
  }
  await hosted.host.requestReviewers({
    repository: hosted.repository,
    number: pull.number,
    logins,
  });
}
