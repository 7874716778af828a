import { type JsonObject, withoutIgnored } from '@backstage-gitops/drift';
import type {
  EngineEnvironment,
  ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import { isObject } from '../access/ClusterApi';
import { OWNER_ANNOTATION } from './ownership';

/** How an environment is called in a cluster. */
export function ownerOf({ entityRef, name }: EngineEnvironment): string {
  return `${entityRef}/${name}`;
}

/** An object of Git in its namespace. */
export function placed(
  object: JsonObject,
  { namespace }: ObjectReference,
): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { namespace: _written, ...rest } = metadata;
  return {
    ...object,
    metadata: { ...rest, ...(namespace ? { namespace } : {}) },
  };
}

/** The object marked as an environment's own. */
export function owned(object: JsonObject, owner: string): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(metadata.annotations)
    ? metadata.annotations
    : {};
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: { ...annotations, [OWNER_ANNOTATION]: owner },
    },
  };
}

function isMarked(live: JsonObject): boolean {
  const metadata = isObject(live.metadata) ? live.metadata : {};
  return (
    isObject(metadata.annotations) &&
    metadata.annotations[OWNER_ANNOTATION] !== undefined
  );
}

/**
 * An object of Git as it is compared with a live one: in its namespace, ignored fields taken out, and marked where the
 * live one is, for what was never applied by us is not drifted for the lack of our mark.
 */
export function prepare(options: {
  object: JsonObject;
  reference: ObjectReference;
  live: JsonObject | undefined;
  environment: EngineEnvironment;
  /** Fields that an autoscaler has, as JSON pointers: they are left to it. */
  autoscaled: string[];
}): { desired: JsonObject; stripped: Array<Array<string | number>> } {
  const { object, reference, live, environment, autoscaled } = options;
  const { group, kind, name } = reference;
  const left = withoutIgnored({
    desired: placed(object, reference),
    live,
    rules: [{ group, kind, name, pointers: autoscaled, mode: 'strip' }],
    reference,
  });
  const { desired, stripped } = withoutIgnored({
    desired: left.desired,
    live,
    rules: environment.ignore,
    reference,
  });
  return {
    stripped,
    desired:
      live && isMarked(live) ? owned(desired, ownerOf(environment)) : desired,
  };
}
