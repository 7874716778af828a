import type {
  Change,
  HistoryEntry,
} from '@backstage-gitops/plugin-gitops-common';
import { type HostedRepository } from '../git/Mirrors';
import type {
  Declaration,
  EnvironmentDeclaration,
} from '../pipelines/Declaration';
import { type Services } from '../promotions/services';
import { matchRelease } from '../releases/identity';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { type IndexedChange, indexChanges } from './indexChanges';
import type { Observation } from './Observation';
import { type EnvironmentContent, imagesOf, readContent } from './readContent';

/** How far back an environment's history is read when nothing is known of it, in commits. */
const FIRST_LOOK = 50;

/** How many commits are read at a time afterwards. */
const LATER_LOOK = 200;

/** What Git holds now. */
export type Observed =
  | {
      status: 'observed';
      observation: Observation;
      content: EnvironmentContent;
      /** Changes that were not known before, oldest first. */
      fresh: IndexedChange[];
    }
  | { status: 'failed'; problem: string };

/** What a change is called in the history. */
const KINDS = {
  promotion: 'deployed',
  rollback: 'rolledBack',
  adoption: 'adopted',
  revert: 'rolledBack',
  pullRequest: 'deployed',
  foreign: 'deployed',
} as const satisfies Record<Change['origin'], HistoryEntry['kind']>;

function summaryOf(environment: string, { change }: IndexedChange): string {
  const what =
    change.release?.version ??
    change.images?.map(({ tag, digest }) => tag ?? digest).join(', ') ??
    change.commit.slice(0, 12);
  switch (change.origin) {
    case 'promotion':
      return `${what} is in ${environment}.`;
    case 'rollback':
      return `${environment} was rolled back; it holds ${what}.`;
    case 'adoption':
      return `${environment} took over what had been changed in its cluster; it holds ${what}.`;
    case 'revert':
      return `What had changed ${environment} past this suite was taken back; it holds ${what}.`;
    case 'pullRequest':
      return `A pull request of people changed ${environment}; it holds ${what}.`;
    default:
      return `${environment} was changed past this suite; it holds ${what}.`;
  }
}

/** What the gates said of the promotion that a change came by, when it was last looked at. */
async function judgedWith(
  { promotions }: Services,
  { promotion }: IndexedChange,
): Promise<Pick<HistoryEntry, 'gates' | 'policyCommit'>> {
  const { view, policyCommit } =
    (promotion && (await promotions.get(promotion))) || {};
  return {
    ...(view ? { gates: view.gates } : {}),
    ...(policyCommit ? { policyCommit } : {}),
  };
}

async function record(
  services: Services,
  entityRef: string,
  environment: EnvironmentDeclaration,
  found: IndexedChange[],
): Promise<void> {
  for (const one of found) {
    const { change } = one;
    if (change.release && !environment.reconciliation) {
      await services.releases.verify({
        entityRef,
        environment: environment.name,
        release: change.release.id,
        at: change.at,
      });
    }
    await services.history.append({
      ...(await judgedWith(services, one)),
      entityRef,
      environment: environment.name,
      at: change.at,
      by: change.by,
      release: change.release,
      promotion: one.promotion,
      commit: change.commit,
      commitUrl: change.commitUrl,
      key: `change:${entityRef}:${environment.name}:${change.commit}`,
      kind: KINDS[change.origin],
      summary: summaryOf(environment.name, one),
    });
  }
}

/**
 * Reads what an environment's branch holds, and what happened since it was last read. Where an
 * environment has no cluster, a release is verified there once its branch holds it.
 */
export async function observe(options: {
  services: Services;
  hosted: HostedRepository;
  entityRef: string;
  declaration: Declaration;
  environment: EnvironmentDeclaration;
  stored: StoredEnvironment;
}): Promise<Observed> {
  const { services, hosted, entityRef, declaration, environment, stored } =
    options;
  const { mirror } = hosted;
  const { branch, path, repository } = environment.place;
  const head = mirror.head(branch);
  if (!head) {
    return {
      status: 'failed',
      problem: `There is no branch ${branch} in ${repository}.`,
    };
  }
  const result = await readContent(mirror, head, environment);
  if (result.status === 'failed') return result;
  const { content } = result;
  const images = imagesOf(
    content,
    declaration.images.map(image => image.repository),
  );
  const before = stored.observation;
  const known =
    before && (await mirror.isAncestor(before.head, head))
      ? before.head
      : undefined;
  // A release may have been announced after Git already held it, so an unmoved branch is matched again too.
  const records =
    known === head
      ? []
      : await mirror.log({
          from: head,
          until: known,
          paths: [path, ...content.shared.keys()],
          limit: known ? LATER_LOOK : FIRST_LOOK,
        });
  const fresh = await indexChanges({ ...options, records });
  await record(services, entityRef, environment, fresh);
  const newest = fresh[fresh.length - 1];
  const change = newest?.change ?? before?.change;
  const releases = await services.releases.list(entityRef);
  const release =
    images.status === 'found'
      ? matchRelease(
          images.images,
          releases,
          change?.release?.id ?? before?.release,
        )
      : undefined;
  if (
    release &&
    release.id !== before?.release &&
    !environment.reconciliation
  ) {
    await services.releases.verify({
      entityRef,
      environment: environment.name,
      release: release.id,
      at: new Date().toISOString(),
    });
  }
  if (!environment.reconciliation) {
    await services.soaks.see(
      { entityRef, name: environment.name },
      release?.id,
      'well',
      new Date().toISOString(),
    );
  }
  return {
    status: 'observed',
    content,
    fresh,
    observation: {
      head,
      images: images.status === 'found' ? images.images : [],
      release: release?.id,
      content: content.digest,
      paths: [...content.own.keys(), ...content.shared.keys()],
      change,
      ...(images.status === 'failed' ? { problem: images.problem } : {}),
    },
  };
}
