import { type JsonObject, withoutIgnored } from '@backstage-gitops/drift';
import type {
  EngineEnvironment,
  ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import { isObject } from '../access/ClusterApi';
import type { Ownership } from './Ownership';

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

/**
 * An object of Git as it is compared with a live one: in its namespace, ignored fields taken out, and marked as the live
 * one is.
 */
export function prepare(options: {
  object: JsonObject;
  reference: ObjectReference;
  live: JsonObject | undefined;
  environment: EngineEnvironment;
  ownership: Ownership;
  /** Fields that an autoscaler has, as JSON pointers: they are left to it. */
  autoscaled: string[];
}): { desired: JsonObject; stripped: Array<Array<string | number>> } {
  const { object, reference, live, environment, ownership, autoscaled } =
    options;
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
    desired: live ? ownership.marked(desired, live) : desired,
  };
}
