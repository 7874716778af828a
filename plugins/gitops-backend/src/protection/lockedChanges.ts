import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePointer,
  printJson,
  valueAt,
} from '@backstage-gitops/drift';
import type { LockedField } from '@backstage-gitops/policy';
import type { LockRule } from '../pipelines/Declaration';

/** A rendered object, and what names it. */
interface Named {
  id: string;
  name: string;
  object: JsonObject;
}

function groupOf(object: JsonObject): string {
  const version = String(object.apiVersion ?? '');
  return version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
}

function named(object: JsonObject): Named {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const name = String(metadata.name ?? '');
  return {
    id: JSON.stringify([metadata.namespace ?? '', name]),
    name,
    object,
  };
}

function ofKind(objects: readonly JsonObject[], kind: string): Named[] {
  return objects
    .filter(
      object =>
        object.kind === kind || `${groupOf(object)}/${object.kind}` === kind,
    )
    .map(named);
}

/** A value as it is compared; no value is one, too. */
function textOf({ object }: Named, path: string[]): string {
  const value: JsonValue | undefined = valueAt(object, path);
  return value === undefined ? '' : printJson(value, { keys: 'sorted' });
}

/** Leaves out pairs of equal values: an object that has another name now, such as one named by a hash, keeps its value. */
function unpaired(gone: Named[], fresh: Named[], path: string[]): Named[] {
  const values = fresh.map(one => ({ one, text: textOf(one, path) }));
  const lost = gone.filter(one => {
    const text = textOf(one, path);
    const at = values.findIndex(other => other.text === text);
    if (at >= 0) values.splice(at, 1);
    return at < 0 && text !== '';
  });
  return [
    ...lost,
    ...values.filter(({ text }) => text !== '').map(({ one }) => one),
  ];
}

/** The locked fields that have another value in one rendering than in another. */
export function lockedChanges(
  rules: readonly LockRule[],
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): LockedField[] {
  return rules.flatMap(({ kind, pointers, groups }) => {
    const then = new Map(ofKind(before, kind).map(one => [one.id, one]));
    const now = new Map(ofKind(after, kind).map(one => [one.id, one]));
    const gone = [...then.values()].filter(({ id }) => !now.has(id));
    const fresh = [...now.values()].filter(({ id }) => !then.has(id));
    return pointers.flatMap(pointer => {
      const path = parsePointer(pointer);
      const changed = [...now.values()].filter(one => {
        const earlier = then.get(one.id);
        return earlier && textOf(earlier, path) !== textOf(one, path);
      });
      return [...changed, ...unpaired(gone, fresh, path)].map(
        ({ name }): LockedField => ({ kind, name, pointer, groups }),
      );
    });
  });
}
