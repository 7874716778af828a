import { isDeepStrictEqual } from 'node:util';
import {
  type Clock,
  type ClusterCache,
  Clusters,
  type ClusterTransport,
  EnvironmentView,
  HealthAssessor,
  kindsDefinedBy,
  metadataOf,
  observeOrUnknown,
  pathOf,
  type Place,
  placeOf,
  prepare,
  readObject,
  systemClock,
} from '@backstage-gitops/cluster';
import {
  type HealthRule,
  type JsonObject,
  Mask,
} from '@backstage-gitops/drift';
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
import {
  applyObject,
  type ApplyObjectOutcome,
  outcomeOf,
} from './apply/applyObject';
import { inOrder } from './apply/order';
import { waitForKind } from './apply/waitForKind';
import {
  type Inventory,
  inventoryPath,
  printInventory,
  readInventory,
  union,
} from './observe/Inventory';
import { KeptInventory } from './observe/KeptInventory';
import {
  MANAGER,
  owned,
  ownerOf,
  ownershipOf,
  untouchable,
} from './observe/ownership';

type ApplyRequest = Parameters<Engine['apply']>[2];

type AllowedPlace = Exclude<Place, { status: 'refused' }>;

interface PlacedObject {
  id: string;
  object: JsonObject;
  place: AllowedPlace;
}

/** What is kept of an environment that is followed. */
interface Followed {
  cluster: ClusterCache;
  view: EnvironmentView;
  inventory: KeptInventory;
}

/**
 * The built-in engine: compares by what it watches, asks the server where that differs, and writes by server-side
 * apply.
 *
 * @public
 */
export class KubernetesEngine implements Engine {
  readonly name = 'kubernetes';
  readonly #health: HealthAssessor;
  readonly #clusters: Clusters;
  readonly #followed = new Map<string, Followed>();

  /** @param options - `health`: the platform's own rules. */
  constructor(
    transport: ClusterTransport,
    options: { clock?: Clock; health?: readonly HealthRule[] } = {},
  ) {
    const { clock = systemClock, health = [] } = options;
    this.#clusters = new Clusters(transport, clock);
    this.#health = new HealthAssessor(health, clock);
  }

  follow(
    environment: EngineEnvironment,
    changed: () => void,
    signal: AbortSignal,
  ): void {
    const key = ownerOf(environment);
    this.#close(key);
    const cluster = this.#clusters.get(environment.target.cluster);
    const followed: Followed = {
      cluster,
      view: new EnvironmentView({
        environment,
        cluster,
        ownership: ownershipOf(environment),
        health: this.#health,
        changed,
      }),
      inventory: new KeptInventory({ environment, cluster, changed }),
    };
    this.#followed.set(key, followed);
    signal.addEventListener('abort', () => {
      if (this.#followed.get(key) === followed) this.#close(key);
    });
  }

  async observe(
    environment: EngineEnvironment,
    desired: DesiredState,
  ): Promise<EngineObservation> {
    const followed = this.#follower(environment);
    return observeOrUnknown(desired, () => this.#observe(followed, desired));
  }

  async read(
    environment: EngineEnvironment,
    object: ObjectReference,
  ): Promise<JsonObject | undefined> {
    return readObject(this.#clusters.get(environment.target.cluster), object);
  }

  async apply(
    environment: EngineEnvironment,
    desired: DesiredState,
    request: ApplyRequest,
  ): Promise<ApplyOutcome> {
    const { cluster, inventory, view } = this.#follower(environment);
    const done: AppliedObject[] = [];
    const { mayWrite } = cluster.api;
    if (mayWrite.status === 'off') {
      return { status: 'failed', reason: mayWrite.reason, objects: done };
    }
    if (inventory.seen().status !== 'seen') {
      return {
        status: 'failed',
        reason:
          'What was applied here before cannot be seen, so nothing was written.',
        objects: done,
      };
    }
    try {
      const wanted = await this.#places(environment, desired, cluster);
      // Read now: the cache may not have seen yet what was written a moment ago, and nothing of that may be forgotten.
      const before = await this.#recall(environment, cluster);
      // Written down first: what is created and then forgotten would never be pruned.
      const noted = await this.#remember(
        environment,
        cluster,
        request,
        before,
        {
          ...before,
          objects: union(
            before.objects,
            wanted.flatMap(({ id, place }) =>
              request.apply.includes(id) ? [place.reference] : [],
            ),
          ),
        },
      );
      for (const { id, object, place } of inOrder(wanted, one => one.object)) {
        if (!request.apply.includes(id)) continue;
        const outcome = await this.#applyOne({
          environment,
          cluster,
          view,
          object,
          place,
          mayWrite: request.mayWrite,
        });
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
      const applied =
        request.scope === 'whole' ? desired.digest : before.applied;
      await this.#remember(environment, cluster, request, noted, {
        objects: union(
          before.objects.filter(one => !gone.has(objectId(one))),
          wanted.flatMap(({ id, place }) =>
            request.apply.includes(id) || request.scope === 'whole'
              ? [place.reference]
              : [],
          ),
        ),
        ...(applied === undefined ? {} : { applied }),
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

  #follower(environment: EngineEnvironment): Followed {
    const followed = this.#followed.get(ownerOf(environment));
    if (followed) return followed;
    throw new Error(`${ownerOf(environment)} is not followed here.`);
  }

  #close(key: string): void {
    const followed = this.#followed.get(key);
    followed?.view.close();
    followed?.inventory.close();
    this.#followed.delete(key);
  }

  async #observe(
    { cluster, inventory, view }: Followed,
    desired: DesiredState,
  ): Promise<EngineObservation> {
    // Read along with what Git has: one list of ConfigMaps answers for both.
    const before = inventory.read();
    const { objects, asOf } = await view.observe(
      desired,
      before.then(seen =>
        seen.status === 'seen' ? seen.inventory.objects : [],
      ),
    );
    const seen = await before;
    if (seen.status === 'unreachable') {
      return { status: 'unknown', reason: seen.reason };
    }
    const { mayWrite } = cluster.api;
    const blindness =
      seen.status === 'hidden'
        ? // Whoever writes without knowing what was written before forgets it.
          `What was applied here before cannot be seen, so nothing is written. ${seen.reason}`
        : undefined;
    const writesOff = mayWrite.status === 'off' ? mayWrite.reason : blindness;
    const known = seen.status === 'seen' ? seen : undefined;
    const applied = known?.inventory.applied;
    return {
      status: 'observed',
      asOf: new Date(Math.min(asOf, known?.asOf ?? asOf)).toISOString(),
      objects,
      ...(applied ? { applied } : {}),
      inventory: known?.inventory.objects.length ?? 0,
      ...(writesOff === undefined ? {} : { writesOff }),
    };
  }

  /** What the environment may have of what Git says. */
  async #places(
    environment: EngineEnvironment,
    desired: DesiredState,
    cluster: ClusterCache,
  ): Promise<PlacedObject[]> {
    const defined = kindsDefinedBy(desired.objects);
    const all = await Promise.all(
      desired.objects.map(async (object): Promise<PlacedObject[]> => {
        const served = await cluster.discovery.find(
          String(object.apiVersion),
          String(object.kind),
        );
        const place = placeOf({ object, served, defined, environment });
        return place.status === 'refused'
          ? []
          : [{ id: objectId(place.reference), object, place }];
      }),
    );
    return all.flat();
  }

  async #applyOne(options: {
    environment: EngineEnvironment;
    cluster: ClusterCache;
    view: EnvironmentView;
    object: JsonObject;
    place: AllowedPlace;
    mayWrite: () => Promise<boolean>;
  }): Promise<ApplyObjectOutcome> {
    const { environment, cluster, view, object, place, mayWrite } = options;
    const { reference } = place;
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const served =
      place.status === 'served'
        ? place.served
        : await waitForKind(cluster, { apiVersion, kind, inGit: place.inGit });
    if (!served) {
      return {
        status: 'failed',
        reason: `The cluster has no kind ${kind} in ${apiVersion} yet.`,
      };
    }
    const kept = view.find(objectId(reference));
    if (kept?.cache.state.status === 'unknown') {
      return { status: 'failed', reason: kept.cache.state.reason };
    }
    const live = kept && view.live(kept);
    const owner = ownerOf(environment);
    const reason = live && untouchable(live, owner);
    if (reason) return { status: 'refused', reason };
    const autoscaled = await view.autoscaled(reference, live);
    const { desired } = prepare({
      object,
      reference,
      live,
      environment,
      ownership: ownershipOf(environment),
      autoscaled,
    });
    const outcome = await applyObject({
      api: cluster.api,
      path: pathOf(reference, served),
      desired: owned(desired, owner),
      live,
      schema: await cluster.schemaOf(apiVersion, kind),
      mayWrite,
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

  async #recall(
    environment: EngineEnvironment,
    cluster: ClusterCache,
  ): Promise<Inventory> {
    const found = await cluster.api.find(inventoryPath(environment), 'writer');
    return readInventory(found, environment);
  }

  /** @returns what the cluster remembers then: where that does not change, or may not be written, it is what it was. */
  async #remember(
    environment: EngineEnvironment,
    cluster: ClusterCache,
    request: ApplyRequest,
    before: Inventory,
    inventory: Inventory,
  ): Promise<Inventory> {
    if (isDeepStrictEqual(before, inventory)) return before;
    if (!(await request.mayWrite())) return before;
    await cluster.api.apply(
      inventoryPath(environment),
      printInventory(inventory, environment),
      { manager: MANAGER, mode: 'write' },
    );
    return inventory;
  }
}
