import {
  INTERACTIVE_MANAGERS,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePointer,
  placeOfPath,
  printPointer,
  readManagedFields,
  valueAt,
} from '@backstage-gitops/drift';
import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';
import { splitApiVersion } from '../cache/Discovery';

/** Managers that people work through are globs that end in a star. */
function isPerson(manager: string): boolean {
  return INTERACTIVE_MANAGERS.some(glob =>
    manager.toLowerCase().startsWith(glob.replace(/\*$/, '')),
  );
}

/** Fields that a controller wrote through the `scale` subresource, as JSON pointers: its replicas. */
export function scaledFields(live: JsonObject): string[] {
  const pointers = readManagedFields(live)
    .filter(
      ({ manager, subresource }) =>
        subresource === 'scale' && !isPerson(manager),
    )
    .flatMap(({ fields }) => [...fields.paths()])
    .flatMap(path => {
      const place = placeOfPath(live, path);
      return place ? [printPointer(place)] : [];
    });
  return [...new Set(pointers)];
}

function numberOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' ? number : undefined;
}

function isTarget(
  autoscaler: JsonObject,
  { group, kind, name }: ObjectReference,
): boolean {
  const spec = isJsonObject(autoscaler.spec) ? autoscaler.spec : {};
  const target = isJsonObject(spec.scaleTargetRef) ? spec.scaleTargetRef : {};
  const [targetGroup] = splitApiVersion(String(target.apiVersion ?? ''));
  return target.kind === kind && target.name === name && targetGroup === group;
}

function allows(autoscaler: JsonObject, replicas: number): boolean {
  const spec = isJsonObject(autoscaler.spec) ? autoscaler.spec : {};
  const least = numberOf(spec.minReplicas) ?? 1;
  const most = numberOf(spec.maxReplicas);
  return most !== undefined && least <= replicas && replicas <= most;
}

/**
 * Of the fields that were scaled, those that an autoscaler answers for: it targets the object, and what the field holds
 * is within its bounds. They are the autoscaler's, whatever Git says.
 */
export function autoscaledFields(options: {
  live: JsonObject;
  reference: ObjectReference;
  /** See {@link scaledFields}. */
  scaled: readonly string[];
  autoscalers: readonly JsonObject[];
}): string[] {
  const { live, reference, scaled, autoscalers } = options;
  const responsible = autoscalers.filter(one => isTarget(one, reference));
  return scaled.filter(pointer => {
    const replicas = numberOf(valueAt(live, parsePointer(pointer)));
    return (
      replicas !== undefined && responsible.some(one => allows(one, replicas))
    );
  });
}
