import type { JsonObject } from '@backstage-gitops/drift';
import type {
  EngineEnvironment,
  ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import type { ServedKind } from '../cache/Discovery';
import { type DefinedKind, definitionOf } from './definitions';
import { isAllowed, referenceOf } from './identity';

/** What an environment can do with an object of Git. */
export type Place =
  | { status: 'served'; reference: ObjectReference; served: ServedKind }
  /** The cluster does not have its kind; Git may have its definition. */
  | { status: 'notServed'; reference: ObjectReference; inGit: boolean }
  | { status: 'refused'; reference: ObjectReference; reason: string };

/** Names an object of Git in its cluster, and says whether the environment may have it. */
export function placeOf(options: {
  object: JsonObject;
  served: ServedKind | undefined;
  /** Kinds that Git brings itself. */
  defined: readonly DefinedKind[];
  environment: EngineEnvironment;
}): Place {
  const { object, served, defined, environment } = options;
  const { namespace } = environment.target;
  const definition = definitionOf(object, defined);
  const namespaced = served?.namespaced ?? definition?.namespaced ?? true;
  const reference = referenceOf(object, namespaced, namespace);
  if (reference.namespace !== undefined && reference.namespace !== namespace) {
    return {
      status: 'refused',
      reference,
      reason: `it is in namespace ${reference.namespace}, and this environment may only use ${namespace}.`,
    };
  }
  if (!isAllowed(reference, environment.kinds)) {
    return {
      status: 'refused',
      reference,
      reason: `the platform does not let this pipeline have a ${reference.kind}.`,
    };
  }
  return served
    ? { status: 'served', reference, served }
    : { status: 'notServed', reference, inGit: definition !== undefined };
}
