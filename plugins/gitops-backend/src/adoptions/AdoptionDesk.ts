import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage-gitops/drift';
import type { GitEdit } from '@backstage-gitops/plugin-gitops-common';
import {
  type Engine,
  objectId,
  type ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import { personOf } from '../decisions/Decisions';
import { describeFreeze, freezeOf } from '../decisions/freezeOf';
import type { GitEditPlan } from '../edits/GitEditPlan';
import {
  commitGitEdit,
  describeGitEdit,
  type GitEditTexts,
  proposeGitEdit,
  requireSeen,
} from '../edits/writeGitEdit';
import { readContent } from '../environments/readContent';
import type {
  EnvironmentDeclaration,
  ReconciliationDeclaration,
  StoredPipeline,
} from '../pipelines/Declaration';
import { headBranchOf } from '../promotions/headBranch';
import type { Services } from '../promotions/services';
import { requireUnlocked } from '../protection/requireUnlocked';
import { writeProvenance } from '../provenance/Provenance';
import { askForReview } from '../pullRequests/askForReview';
import { toEngineEnvironment } from '../reconciliation/toEngineEnvironment';
import type {
  EnvironmentKey,
  StoredEnvironment,
} from '../store/EnvironmentStore';
import { planAdoption } from './planAdoption';
import { planIgnore } from './planIgnore';

/** Fields that may be adopted or ignored: what admission rewrote and what controllers added is no drift. */
const DRIFT: ReadonlySet<string> = new Set(['Changed', 'Added']);

/** What a person asks for. */
export interface GitEditRequest {
  pipeline: StoredPipeline;
  environment: StoredEnvironment;
  /** Id in the drift report. */
  object: string;
  /** Paths in the drift report; undefined: all that drifted. */
  fields?: string[];
  by: string;
  reason?: string;
  /** What was looked at, as the plan named it. */
  seen?: string;
  mode: 'plan' | 'do';
}

/** An environment with a cluster, and the object in question. */
interface Place {
  key: EnvironmentKey;
  pipeline: StoredPipeline;
  declaration: EnvironmentDeclaration & {
    reconciliation: ReconciliationDeclaration;
  };
  engine: Engine;
  object: ObservedObject;
  fields: string[];
}

/** Where people decide that Git, and not the cluster, is to change. */
export class AdoptionDesk {
  readonly #services: Services;
  readonly #engines: Engine[];

  constructor(options: { services: Services; engines: Engine[] }) {
    this.#services = options.services;
    this.#engines = options.engines;
  }

  /** Brings fields of a live object into Git. */
  async adopt(request: GitEditRequest): Promise<GitEdit> {
    const place = await this.#find(request);
    const live = await this.#read(place);
    const plan = await this.#planAdoption(place, live);
    await requireUnlocked({
      services: this.#services,
      environment: place.declaration,
      key: place.key,
      plan,
      by: request.by,
    });
    const edit = await describeGitEdit(plan);
    const { policy } = place.declaration;
    const way =
      policy.promote === 'commit' && !policy.protected
        ? 'commit'
        : 'pullRequest';
    if (request.mode === 'plan') return { way, ...edit };
    requireSeen(edit, request.seen);
    const { by } = request;
    const reason = requireReason(request);
    const id = randomUUID();
    const textsOf = (one: GitEditPlan) =>
      this.#textsOf(place, one, { id, by, reason });
    if (way === 'commit') {
      await this.#requireThawed(place);
      const { commit, url } = await commitGitEdit({
        services: this.#services,
        plan,
        seen: edit.seen,
        replan: () => this.#planAdoption(place, live),
        textsOf,
      });
      await this.#tell(place, {
        key: `change:${place.key.entityRef}:${place.key.name}:${commit}`,
        by,
        reason,
        commit,
        commitUrl: url,
        kind: 'adopted',
        summary: `${personOf(by).name} took ${titleOf(
          place,
        )} over from the cluster: ${place.fields.join(', ')}.`,
      });
      return { way, ...edit, commit, url };
    }
    const pull = await proposeGitEdit({
      services: this.#services,
      plan,
      headBranch: `${headBranchOf(place.key)}-adopt-${edit.seen}`,
      texts: textsOf(plan),
      labels: place.declaration.labels,
    });
    const { from, count } = policy.approvals;
    if (count > 0) {
      await askForReview(
        { services: this.#services, hosted: plan.hosted },
        pull,
        {
          who: from ?? place.pipeline.owners,
          except: [by],
          change: `${plan.hosted.repository}#${pull.number}`,
        },
      );
    }
    await this.#tell(place, {
      key: `adopting:${plan.hosted.repository}:${pull.number}`,
      by,
      reason,
      kind: 'pullRequestOpened',
      summary: `Pull request #${
        pull.number
      } brings what was changed in ${titleOf(place)} of ${
        place.key.name
      } into Git.`,
    });
    return { way, ...edit, pullRequest: pull.number, url: pull.url };
  }

  /** Proposes that fields of an object are not compared any more. */
  async ignore(
    request: GitEditRequest & { how?: 'strip' | 'adopt' },
  ): Promise<GitEdit> {
    const place = await this.#find(request);
    const plan = await planIgnore({
      services: this.#services,
      file: place.pipeline.file ?? '',
      environment: place.key.name,
      object: place.object,
      live: await this.#read(place),
      paths: place.fields,
      mode: request.how,
    });
    if (plan.status === 'refused') throw new InputError(plan.reason);
    const edit = await describeGitEdit(plan.edit);
    const way = 'pullRequest';
    if (request.mode === 'plan') return { way, ...edit };
    requireSeen(edit, request.seen);
    const { by } = request;
    const reason = requireReason(request);
    const pull = await proposeGitEdit({
      services: this.#services,
      plan: plan.edit,
      headBranch: `${headBranchOf(place.key)}-ignore-${edit.seen}`,
      texts: {
        title: `Ignore what differs in ${titleOf(place)} of ${place.key.name}`,
        body: bodyOf(place, by, reason),
      },
      labels: [],
    });
    await this.#tell(place, {
      key: `ignoring:${plan.edit.hosted.repository}:${pull.number}`,
      by,
      reason,
      kind: 'pullRequestOpened',
      summary: `Pull request #${
        pull.number
      } proposes to ignore ${place.fields.join(', ')} of ${titleOf(place)} in ${
        place.key.name
      }.`,
    });
    return { way, ...edit, pullRequest: pull.number, url: pull.url };
  }

  async #find(request: GitEditRequest): Promise<Place> {
    const { pipeline, environment } = request;
    const declared = pipeline.declaration?.environments.find(
      ({ name }) => name === environment.name,
    );
    const reconciliation = declared?.reconciliation;
    const engine = this.#engines.find(
      ({ name }) => name === reconciliation?.engine,
    );
    if (!declared || !reconciliation || !engine) {
      throw new ConflictError(
        `${environment.name} has no cluster; give it a target in the pipeline file.`,
      );
    }
    if (declared.blocked.length > 0) {
      throw new InputError(declared.blocked.join(' '));
    }
    const { view } = await this.#services.reconciliations.get(environment);
    const object = view?.objects.find(one => objectId(one) === request.object);
    if (!object) {
      throw new NotFoundError(
        `${environment.name} has no object ${request.object}; look at its drift again.`,
      );
    }
    const drifted = object.fields
      .filter(({ kind }) => DRIFT.has(kind))
      .map(({ path }) => path);
    const fields = request.fields ?? drifted;
    const unknown = fields.find(path => !drifted.includes(path));
    if (fields.length === 0 || unknown !== undefined) {
      throw new InputError(
        unknown === undefined
          ? `No field of ${object.kind} ${object.name} drifted; an object that is missing comes back by a revert, or is removed in Git by hand.`
          : `${unknown} of ${object.kind} ${object.name} did not drift; look at its drift again.`,
      );
    }
    return {
      key: { entityRef: pipeline.entityRef, name: environment.name },
      pipeline,
      declaration: { ...declared, reconciliation },
      engine,
      object,
      fields,
    };
  }

  async #read({
    key,
    declaration,
    engine,
    object,
  }: Place): Promise<JsonObject> {
    let live: JsonObject | undefined;
    try {
      live = await engine.read(
        toEngineEnvironment(key, declaration.place, declaration.reconciliation),
        object,
      );
    } catch (error) {
      // The cluster's own words may quote the object.
      this.#services.logger.debug('An object could not be read', {
        cluster: declaration.reconciliation.target.cluster,
      });
      throw new ServiceUnavailableError(
        `Cluster ${declaration.reconciliation.target.cluster} does not show ${object.kind} ${object.name} now; try again.`,
      );
    }
    if (live) return live;
    throw new ConflictError(
      `${object.kind} ${object.name} is gone from the cluster; look at the drift again.`,
    );
  }

  async #planAdoption(place: Place, live: JsonObject): Promise<GitEditPlan> {
    const { declaration, key, object, fields } = place;
    const { repository, branch } = declaration.place;
    const hosted = await this.#services.mirrors.get(repository);
    await hosted.mirror.refresh();
    const head = hosted.mirror.head(branch);
    if (!head) {
      throw new ConflictError(`There is no branch ${branch} in ${repository}.`);
    }
    const read = await readContent(hosted.mirror, head, declaration);
    if (read.status === 'failed') throw new ConflictError(read.problem);
    const plan = await planAdoption({
      renderer: this.#services.renderer,
      mirror: hosted.mirror,
      content: read.content,
      environment: declaration,
      key,
      object,
      live,
      paths: fields,
    });
    if (plan.status === 'refused') throw new InputError(plan.reason);
    return { hosted, branch, head, ...plan };
  }

  #textsOf(
    place: Place,
    { hosted }: GitEditPlan,
    act: { id: string; by: string; reason: string },
  ): GitEditTexts {
    const { key, declaration } = place;
    return {
      title: `Take ${titleOf(place)} of ${key.name} over from the cluster`,
      body: bodyOf(place, act.by, act.reason),
      trailers: async tree => {
        const after = await readContent(hosted.mirror, tree, declaration);
        if (after.status === 'failed') throw new ConflictError(after.problem);
        return writeProvenance(
          {
            pipeline: key.entityRef,
            environment: key.name,
            action: 'adopt',
            promotion: act.id,
            images: [],
            requestedBy: act.by,
            reason: act.reason,
            content: after.content.digest,
          },
          this.#services.config.sealKeys,
        );
      },
    };
  }

  /** @throws ConflictError naming the freeze. */
  async #requireThawed({ key, pipeline }: Place): Promise<void> {
    const freeze = freezeOf(
      await this.#services.decisions.freezes(),
      key,
      pipeline.declaration?.scopes ?? [],
    );
    if (freeze) throw new ConflictError(describeFreeze(key.name, freeze));
  }

  async #tell(
    { key }: Place,
    entry: {
      key: string;
      by: string;
      reason: string;
      kind: 'adopted' | 'pullRequestOpened';
      summary: string;
      commit?: string;
      commitUrl?: string;
    },
  ): Promise<void> {
    await this.#services.history.append({
      ...entry,
      entityRef: key.entityRef,
      environment: key.name,
      at: new Date().toISOString(),
      by: personOf(entry.by),
    });
    await this.#services.environments.wake(key);
  }
}

function requireReason({ reason }: GitEditRequest): string {
  if (reason) return reason;
  throw new InputError(
    'Say why: the reason is kept in Git and in the history.',
  );
}

function titleOf({ object }: Place): string {
  return `${object.kind} ${object.name}`;
}

function bodyOf({ fields, object }: Place, by: string, reason: string): string {
  const changed = fields.map(path => {
    const managers = object.fields
      .filter(field => field.path === path)
      .flatMap(field => field.by.map(({ manager }) => manager));
    return `- ${path}${
      managers.length > 0 ? `, changed by ${managers.join(', ')}` : ''
    }`;
  });
  return [
    reason,
    `Asked for by ${personOf(by).name}.`,
    changed.join('\n'),
  ].join('\n\n');
}
