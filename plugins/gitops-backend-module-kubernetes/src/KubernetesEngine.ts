import { type JsonObject, Mask } from '@backstage-gitops/drift';
import {
  type AppliedObject,
  type ApplyOutcome,
  type DesiredState,
  type Engine,
  type EngineEnvironment,
  type EngineObservation,
  objectId,
  type ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import { ApiError } from './access/ApiError';
import { metadataOf } from './access/ClusterApi';
import type { ClusterTransport } from './access/ClusterTransport';
import { applyObject, outcomeOf } from './apply/applyObject';
import { inOrder } from './apply/order';
import { ClusterCache } from './cache/ClusterCache';
import { splitApiVersion } from './cache/Discovery';
import { EnvironmentView, pathOf } from './observe/EnvironmentView';
import { referenceOf } from './observe/identity';
import { type Inventory, printInventory, union } from './observe/Inventory';
import { MANAGER, untouchable } from './observe/ownership';
import { owned, ownerOf, prepare } from './observe/prepare';

type ApplyRequest = Parameters<Engine['apply']>[2];

/**
 * The built-in engine: compares by what it watches, asks the server where that differs, and writes by server-side
 * apply.
 *
 * @public
 */
export class KubernetesEngine implements Engine {
  readonly name = 'kubernetes';
  readonly #transport: ClusterTransport;
  readonly #clusters = new Map<string, ClusterCache>();
  readonly #views = new Map<string, EnvironmentView>();

  constructor(transport: ClusterTransport) {
    this.#transport = transport;
  }

  follow(
    environment: EngineEnvironment,
    changed: () => void,
    signal: AbortSignal,
  ): void {
    const key = ownerOf(environment);
    this.#views.get(key)?.close();
    const view = new EnvironmentView({
      environment,
      cluster: this.#cluster(environment.target.cluster),
      changed,
    });
    this.#views.set(key, view);
    signal.addEventListener('abort', () => {
      view.close();
      if (this.#views.get(key) === view) this.#views.delete(key);
    });
  }

  async observe(
    environment: EngineEnvironment,
    desired: DesiredState,
  ): Promise<EngineObservation> {
    try {
      return await this.#view(environment).observe(desired);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return {
        status: 'unknown',
        reason: new Mask(desired.objects).text(error.message),
      };
    }
  }

  async read(
    environment: EngineEnvironment,
    object: ObjectReference,
  ): Promise<JsonObject | undefined> {
    const { api, discovery } = this.#cluster(environment.target.cluster);
    const { group, version, kind } = object;
    const served = await discovery.find(
      group ? `${group}/${version}` : version,
      kind,
    );
    if (!served) return undefined;
    try {
      return await api.get(pathOf(object, served));
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'notFound') {
        return undefined;
      }
      throw error;
    }
  }

  async apply(
    environment: EngineEnvironment,
    desired: DesiredState,
    request: ApplyRequest,
  ): Promise<ApplyOutcome> {
    const view = this.#view(environment);
    const cluster = this.#cluster(environment.target.cluster);
    const before = view.inventory();
    const wanted = await this.#references(environment, desired, cluster);
    const done: AppliedObject[] = [];
    try {
      // Written down first: what is created and then forgotten would never be pruned.
      await this.#remember(environment, cluster, request, {
        ...before,
        objects: union(
          before.objects,
          wanted.flatMap(({ id, reference }) =>
            request.apply.includes(id) ? [reference] : [],
          ),
        ),
      });
      for (const { id, object } of inOrder(wanted, one => one.object)) {
        if (!request.apply.includes(id)) continue;
        const outcome = await this.#applyOne(
          environment,
          cluster,
          view,
          object,
          request,
        );
        if (outcome.status === 'stale') return outcome;
        done.push({ id, ...outcome });
      }
      const bad = done.find(
        ({ status }) => status === 'failed' || status === 'refused',
      );
      // What failed to be replaced must not lose what it replaces.
      const pruned = bad
        ? []
        : await this.#prune(environment, cluster, view, request);
      done.push(...pruned);
      if (bad && (bad.status === 'failed' || bad.status === 'refused')) {
        return { status: 'failed', reason: bad.reason, objects: done };
      }
      const gone = new Set(pruned.map(({ id }) => id));
      await this.#remember(environment, cluster, request, {
        objects: union(
          before.objects.filter(one => !gone.has(objectId(one))),
          wanted.flatMap(({ id, reference }) =>
            request.apply.includes(id) || request.scope === 'whole'
              ? [reference]
              : [],
          ),
        ),
        applied: request.scope === 'whole' ? desired.digest : before.applied,
      });
      return { status: 'done', objects: done };
    } catch (error) {
      const outcome = outcomeOf(error, new Mask(desired.objects));
      if (outcome.status === 'stale') return outcome;
      return {
        status: 'failed',
        reason: 'reason' in outcome ? outcome.reason : 'It failed.',
        objects: done,
      };
    }
  }

  #cluster(name: string): ClusterCache {
    const known = this.#clusters.get(name);
    if (known) return known;
    const cluster = new ClusterCache(name, this.#transport);
    this.#clusters.set(name, cluster);
    return cluster;
  }

  #view(environment: EngineEnvironment): EnvironmentView {
    const view = this.#views.get(ownerOf(environment));
    if (view) return view;
    throw new Error(`${ownerOf(environment)} is not followed here.`);
  }

  async #references(
    environment: EngineEnvironment,
    desired: DesiredState,
    cluster: ClusterCache,
  ): Promise<
    Array<{ id: string; reference: ObjectReference; object: JsonObject }>
  > {
    return Promise.all(
      desired.objects.map(async object => {
        const served = await cluster.discovery.find(
          String(object.apiVersion),
          String(object.kind),
        );
        const reference = referenceOf(
          object,
          served?.namespaced ?? true,
          environment.target.namespace,
        );
        return { id: objectId(reference), reference, object };
      }),
    );
  }

  async #applyOne(
    environment: EngineEnvironment,
    cluster: ClusterCache,
    view: EnvironmentView,
    object: JsonObject,
    request: ApplyRequest,
  ) {
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const served = await cluster.discovery.find(apiVersion, kind);
    if (!served) {
      return {
        status: 'failed' as const,
        reason: `The cluster has no kind ${kind} in ${apiVersion} yet.`,
      };
    }
    const reference = referenceOf(
      object,
      served.namespaced,
      environment.target.namespace,
    );
    const kept = view.find(objectId(reference));
    const live = kept && view.live(kept);
    const reason = live && untouchable(live, ownerOf(environment));
    if (reason) return { status: 'refused' as const, reason };
    const { desired } = prepare({ object, reference, live, environment });
    const outcome = await applyObject({
      api: cluster.api,
      path: pathOf(reference, served),
      desired: owned(desired, ownerOf(environment)),
      live,
      schema: await cluster.schemaOf(apiVersion, kind),
      mayWrite: request.mayWrite,
    });
    if (kind === 'CustomResourceDefinition') cluster.forgetSchemas();
    return outcome;
  }

  async #prune(
    environment: EngineEnvironment,
    cluster: ClusterCache,
    view: EnvironmentView,
    request: ApplyRequest,
  ): Promise<AppliedObject[]> {
    const done: AppliedObject[] = [];
    const kept = request.prune.flatMap(id => {
      const found = view.find(id);
      const live = found && view.live(found);
      return found && live ? [{ id, found, live }] : [];
    });
    for (const { id, found, live } of inOrder(
      kept,
      one => one.live,
    ).reverse()) {
      const reason = untouchable(live, ownerOf(environment));
      if (reason) {
        done.push({ id, status: 'refused', reason });
        continue;
      }
      if (!(await request.mayWrite())) return done;
      await cluster.api.delete(pathOf(found.reference, found.served), {
        uid: metadataOf(live, 'uid'),
        resourceVersion: metadataOf(live, 'resourceVersion'),
      });
      done.push({ id, status: 'pruned' });
    }
    return done;
  }

  async #remember(
    environment: EngineEnvironment,
    cluster: ClusterCache,
    request: ApplyRequest,
    inventory: Inventory,
  ): Promise<void> {
    if (!(await request.mayWrite())) return;
    const object = printInventory(inventory, environment);
    const [group, version] = splitApiVersion('v1');
    const reference = referenceOf(object, true, environment.target.namespace);
    await cluster.api.apply(
      pathOf(reference, {
        group,
        version,
        kind: 'ConfigMap',
        resource: 'configmaps',
        namespaced: true,
      }),
      object,
      { manager: MANAGER, mode: 'write' },
    );
  }
}
