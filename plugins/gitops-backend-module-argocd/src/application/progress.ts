import { isSameRepository } from '@backstage-gitops/cluster';
import type {
  DesiredState,
  EngineEnvironment,
} from '@backstage-gitops/plugin-gitops-node';
import { isRefreshAsked } from '../asking';
import { type Application, revisionsOf, sourcesOf } from './shape';

const SHORT = 7;

/** The commits of an environment's repository that Argo CD last compared with. */
function comparedAt(
  application: Application,
  { place }: EngineEnvironment,
): string[] {
  const { sync } = application.status ?? {};
  const revisions = sync ? revisionsOf(sync) : [];
  return sourcesOf(application).flatMap(({ repoURL, chart }, index) =>
    repoURL && !chart && isSameRepository(repoURL, place.repository)
      ? revisions[index] ?? []
      : [],
  );
}

/** Why what Argo CD says is not of what Git says now; undefined where it is. */
export async function behindOf(
  application: Application,
  environment: EngineEnvironment,
  desired: DesiredState,
): Promise<string | undefined> {
  const compared = comparedAt(application, environment);
  if (compared.length === 0) return 'Argo CD has not compared it with Git yet.';
  for (const commit of compared) {
    if (commit === desired.revision || (await desired.holdsAt(commit)))
      continue;
    return `Argo CD has come to ${commit.slice(
      0,
      SHORT,
    )}; Git is at ${desired.revision.slice(0, SHORT)}.`;
  }
  return undefined;
}

/** What Argo CD is doing with it just now. */
export function busyOf(application: Application): string | undefined {
  const { operation, status } = application;
  const phase = status?.operationState?.phase;
  if (operation || phase === 'Running' || phase === 'Terminating') {
    return 'Argo CD is syncing.';
  }
  return isRefreshAsked(application)
    ? 'Argo CD was asked to look at Git again.'
    : undefined;
}

/** Does Argo CD sync new commits without being asked? */
export function syncsByItself({ spec }: Application): boolean {
  const { automated } = spec?.syncPolicy ?? {};
  return automated !== undefined && automated.enabled !== false;
}

/** Does it put drift back without being asked? */
export function healsByItself(application: Application): boolean {
  return (
    syncsByItself(application) &&
    application.spec?.syncPolicy?.automated?.selfHeal === true
  );
}
