import {
  type CompoundEntityRef,
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  NewPipeline,
  PipelineProposal,
} from '@backstage-gitops/plugin-gitops-common';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { Caller } from '../access/Access';
import { personOf } from '../decisions/Decisions';
import { differencesOf } from '../promotions/differences';
import { headBranchOf } from '../promotions/headBranch';
import type { Services } from '../promotions/services';
import { decideProposal, type ProposalDecision } from './decideProposal';
import { drawBlueprint } from './drawBlueprint';
import { faultsOf } from './faultsOf';
import { planTexts } from './planTexts';
import { findProposal, proposeFiles, type Texts } from './proposeFiles';
import { markOf, type RequestMark } from './RequestMark';
import { findSite, type Ground, type Site } from './Site';
import {
  creationContent,
  creationMessage,
  type CreationSubject,
} from './texts';

/** No environment is named so: its branch is another one. */
const BRANCH_NAME = '_pipeline';

/** Who asks. */
interface Asking {
  /** The entity is looked up as them. */
  caller: Caller;
  by: string;
}

/** What one repository gets. */
interface Part {
  ground: Ground;
  texts: Texts;
  decision: ProposalDecision;
}

function readReference(reference: string): CompoundEntityRef {
  try {
    return parseEntityRef(reference, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `"${reference}" is no entity reference; write one such as component:default/payments.`,
    );
  }
}

/** Where a pipeline is added to an entity, by pull requests. */
export class CreationDesk {
  readonly #services: Services;
  readonly #catalog: CatalogService;
  readonly #apiUrl: string;

  constructor(options: {
    services: Services;
    catalog: CatalogService;
    /** Where CI reaches this API. */
    apiUrl: string;
  }) {
    this.#services = options.services;
    this.#catalog = options.catalog;
    this.#apiUrl = options.apiUrl;
  }

  /**
   * Opens or finds the pull requests that add a pipeline: the one with the manifests first, so that no pipeline file
   * names what nobody has proposed. Each step finds what it did before; asked again, nothing is done twice.
   *
   * @throws InputError, NotFoundError or ConflictError saying why nothing was written.
   */
  async create(
    request: NewPipeline,
    asking: Asking,
  ): Promise<PipelineProposal> {
    const reference = readReference(request.entity);
    const entityRef = stringifyEntityRef(reference);
    const entity = await this.#find(entityRef, asking);
    const site = await findSite(this.#services, entity, request);
    const blueprint = drawBlueprint(request, site, {
      entity: parseEntityRef(entityRef),
      apiUrl: this.#apiUrl,
      oidc: this.#services.config.oidc,
    });
    const faults = faultsOf(blueprint, entity, this.#services.config);
    if (faults.length > 0) throw new InputError(faults.join(' '));
    const mark = markOf(request);
    const { status, texts } = await planTexts(blueprint, site);
    const parts = await this.#decide(site, texts, { entityRef, mark });
    const pulls = new Map<Part, PullRequest>();
    for (const part of parts) {
      const subject: CreationSubject = {
        title: entity.metadata.title ?? entity.metadata.name,
        entityRef,
        by: asking.by,
        files: part.texts.keys(),
        mark,
        before: [...pulls.values()].find(isOpen)?.url,
      };
      const pull = request.dryRun
        ? keptBy(part)
        : await this.#propose(part, subject);
      if (pull) pulls.set(part, pull);
    }
    return {
      entityRef,
      status: status === 'planned' && !request.dryRun ? 'proposed' : status,
      repositories: await Promise.all(
        parts.map(part => showPart(part, pulls.get(part))),
      ),
    };
  }

  async #find(entityRef: string, { caller }: Asking): Promise<Entity> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: caller,
    });
    if (entity) return entity;
    throw new NotFoundError(
      `The catalog has no ${entityRef} that you may see.`,
    );
  }

  /** Decides for all repositories before anything is done in one. */
  async #decide(
    { own, deploy }: Site,
    texts: ReadonlyMap<string, Texts>,
    { entityRef, mark }: { entityRef: string; mark: RequestMark },
  ): Promise<Part[]> {
    const headBranch = headBranchOf({ entityRef, name: BRANCH_NAME });
    const parts: Part[] = [];
    for (const ground of new Set([deploy, own])) {
      const some = texts.get(ground.hosted.repository) ?? new Map();
      const newest = await findProposal(ground, headBranch);
      const decision: ProposalDecision =
        some.size === 0 && newest
          ? { action: 'keep', pull: newest }
          : decideProposal(mark, newest);
      if (decision.action === 'refuse') {
        throw new ConflictError(decision.reason);
      }
      parts.push({ ground, texts: some, decision });
    }
    return parts;
  }

  async #propose(
    part: Part,
    subject: CreationSubject,
  ): Promise<PullRequest | undefined> {
    const { ground, texts } = part;
    const kept = keptBy(part);
    if (!kept && texts.size === 0) return undefined;
    const { entityRef, by } = subject;
    const pull =
      kept ??
      (await proposeFiles({
        services: this.#services,
        ground,
        headBranch: headBranchOf({ entityRef, name: BRANCH_NAME }),
        texts,
        content: creationContent(subject),
        message: creationMessage(subject),
      }));
    // What is merged was told of when it was proposed, maybe by somebody else.
    if (texts.size === 0) return pull;
    const { repository } = ground.hosted;
    await this.#services.history.append({
      entityRef,
      // One that was opened by a process that crashed is told of now.
      key: `pipelineProposed:${repository}:${pull.number}`,
      at: pull.createdAt,
      kind: 'pipelineProposed',
      by: personOf(by),
      summary: `Pull request #${pull.number} of ${repository} adds a pipeline to ${entityRef}.`,
    });
    return pull;
  }
}

function isOpen({ state }: PullRequest): boolean {
  return state.status === 'open';
}

function keptBy({ decision }: Part): PullRequest | undefined {
  return decision.action === 'keep' ? decision.pull : undefined;
}

async function showPart(
  { ground: { hosted, head }, texts }: Part,
  pull: PullRequest | undefined,
): Promise<PipelineProposal['repositories'][number]> {
  return {
    repository: hosted.repository,
    differences: await differencesOf(hosted.mirror, head, texts),
    ...(pull
      ? {
          pullRequest: {
            number: pull.number,
            url: pull.url,
            state: pull.state.status,
          },
        }
      : {}),
  };
}
