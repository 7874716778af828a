import { isJsonObject, type JsonObject, parseJson } from '../json';
import { objectAt, textAt } from '../json/JsonValue';

/** Where client-side apply notes what it sent. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * What client-side apply sent last.
 *
 * @returns undefined where it never did, or where its note cannot be read.
 *
 * @public
 */
export function lastAppliedOf(object: JsonObject): JsonObject | undefined {
  const text = textAt(
    objectAt(objectAt(object, 'metadata'), 'annotations'),
    LAST_APPLIED,
  );
  if (text === undefined) return undefined;
  try {
    const applied = parseJson(text);
    return isJsonObject(applied) ? applied : undefined;
  } catch {
    return undefined;
  }
}

/** An object without that note; without its annotations, where it was the only one. */
export function withoutLastApplied(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const annotations = objectAt(metadata, 'annotations');
  if (!metadata || !annotations) return object;
  const { [LAST_APPLIED]: _note, ...kept } = annotations;
  const { annotations: _annotations, ...rest } = metadata;
  return {
    ...object,
    metadata:
      Object.keys(kept).length > 0 ? { ...rest, annotations: kept } : rest,
  };
}
