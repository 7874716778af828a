import { isObject } from '@backstage-gitops/cluster';
import type { JsonObject } from '@backstage-gitops/drift';
import {
  type EngineEnvironment,
  objectId,
  type ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { OWNER_ANNOTATION, ownerOf } from './ownership';

const references = z.array(
  z.object({
    group: z.string(),
    version: z.string(),
    kind: z.string(),
    namespace: z.string().optional(),
    name: z.string(),
  }),
);

/**
 * What of an environment was applied to a cluster, kept in the cluster itself: it is true even after this suite lost
 * all it knew.
 */
export interface Inventory {
  objects: ObjectReference[];
  /** Digest of what was last applied as a whole. */
  applied?: string;
}

/** Kubernetes names are short; an entity reference need not be. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  }
  return value.toString(16).padStart(16, '0');
}

/** The ConfigMap that holds an environment's inventory. */
export function inventoryReference(
  environment: EngineEnvironment,
): ObjectReference & { namespace: string } {
  return {
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    namespace: environment.target.namespace,
    name: `gitops-inventory-${hash(ownerOf(environment))}`,
  };
}

/** Where every server has it. */
export function inventoryPath(environment: EngineEnvironment): string {
  const { namespace, name } = inventoryReference(environment);
  return `/api/v1/namespaces/${namespace}/configmaps/${name}`;
}

/** @returns an empty inventory where there is none, or where it is somebody else's or unreadable. */
export function readInventory(
  live: JsonObject | undefined,
  environment: EngineEnvironment,
): Inventory {
  const metadata = isObject(live?.metadata) ? live.metadata : {};
  const annotations = isObject(metadata.annotations)
    ? metadata.annotations
    : {};
  const data = isObject(live?.data) ? live.data : {};
  if (
    annotations[OWNER_ANNOTATION] !== ownerOf(environment) ||
    typeof data.objects !== 'string'
  ) {
    return { objects: [] };
  }
  try {
    return {
      objects: references.parse(JSON.parse(data.objects)),
      ...(typeof data.applied === 'string' ? { applied: data.applied } : {}),
    };
  } catch {
    return { objects: [] };
  }
}

export function printInventory(
  inventory: Inventory,
  environment: EngineEnvironment,
): JsonObject {
  const { namespace, name } = inventoryReference(environment);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      annotations: { [OWNER_ANNOTATION]: ownerOf(environment) },
    },
    data: {
      objects: JSON.stringify(inventory.objects),
      ...(inventory.applied === undefined
        ? {}
        : { applied: inventory.applied }),
    },
  };
}

/** References of both, each object once. */
export function union(
  one: readonly ObjectReference[],
  other: readonly ObjectReference[],
): ObjectReference[] {
  const byId = new Map([...one, ...other].map(ref => [objectId(ref), ref]));
  return [...byId.values()].sort((a, b) =>
    objectId(a) < objectId(b) ? -1 : 1,
  );
}
