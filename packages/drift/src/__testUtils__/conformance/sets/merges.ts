import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  printJson,
} from '../../../json';
import { objectAt, textAt } from '../../../json/JsonValue';
import {
  applyMergePatch,
  applyStrategicPatch,
  createThreeWayMergePatch,
  createThreeWayPatch,
  createTwoWayPatch,
  PatchError,
} from '../../../merge';
import {
  SchemaCatalog,
  type RawField,
  type RawType,
  type TypeSchema,
} from '../../../schema';
import type { Case } from '../Case';

const PLAIN: RawType = { any: true };

function typeOf(
  items: string | undefined,
  fields: string | undefined,
): RawType {
  if (items !== undefined) return { list: { ref: items } };
  return fields === undefined || fields === 'any' ? PLAIN : { ref: fields };
}

function fieldOf(described: JsonObject): RawField {
  const strategy = textAt(described, 'strategy');
  const key = textAt(described, 'key');
  return {
    type: typeOf(textAt(described, 'items'), textAt(described, 'fields')),
    ...(strategy
      ? { patch: { strategy: strategy.split(','), ...(key ? { key } : {}) } }
      : {}),
  };
}

/** The type that the cases of strategic merges are of. */
export function readMergeSchema(document: JsonObject): TypeSchema {
  const types: Record<string, RawType> = {};
  for (const [name, fields] of Object.entries(
    objectAt(document, 'types') ?? {},
  )) {
    if (!isJsonObject(fields)) continue;
    types[name] = {
      struct: Object.fromEntries(
        Object.entries(fields)
          .filter((entry): entry is [string, JsonObject] =>
            isJsonObject(entry[1]),
          )
          .map(([field, described]) => [field, fieldOf(described)]),
      ),
      open: true,
    };
  }
  const type = textAt(document, 'type') ?? '';
  const catalog = new SchemaCatalog({
    types,
    kinds: { 'v1/Merged': { type } },
  });
  const found = catalog.typeOf('v1', 'Merged');
  if (!found) throw new Error(`The schema has no type "${type}".`);
  return found;
}

/** Lists in which directives and merged items may come in any order. */
function sameUnordered(a: JsonValue, b: JsonValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const left = [...b];
    return (
      a.length === b.length &&
      a.every(item => {
        const index = left.findIndex(other => sameUnordered(item, other));
        if (index >= 0) left.splice(index, 1);
        return index >= 0;
      })
    );
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every(name => name in b && sameUnordered(a[name], b[name]))
    );
  }
  return jsonEqual(a, b);
}

function mismatches(one: Case, found: Record<string, JsonValue>): string[] {
  // Cases that were made, rather than written, have their merged lists sorted: their order says nothing.
  const same = one.id.startsWith('create/') ? sameUnordered : jsonEqual;
  return Object.entries(found)
    .filter(([name, value]) => {
      const wanted = one.value(name);
      return wanted !== undefined && !same(value, wanted);
    })
    .map(([name, value]) => `${name}: ${printJson(value)}`);
}

/** merge/strategic: patches from an original and from a live object, and what they come to. */
export function gradeStrategic(one: Case, type: TypeSchema): string[] {
  const original = one.object('original');
  const modified = one.object('modified') ?? {};
  const current = one.object('current');
  const twoWay = createTwoWayPatch(original ?? {}, modified, type);
  const { patch, conflict } = createThreeWayPatch({
    original,
    modified,
    current,
    type,
  });
  return mismatches(one, {
    twoWay,
    twoWayResult: applyStrategicPatch(original ?? {}, twoWay, type),
    threeWay: patch,
    result: applyStrategicPatch(current ?? {}, patch, type),
    conflict,
  });
}

/** merge/strategic-apply: a given patch. */
export function gradeStrategicApply(one: Case, type: TypeSchema): string[] {
  const error = one.text('error');
  try {
    const result = applyStrategicPatch(
      one.object('original') ?? {},
      one.object('patch') ?? {},
      type,
    );
    return error === undefined
      ? mismatches(one, { result })
      : [`not refused: ${printJson(result)}`];
  } catch (problem) {
    if (!(problem instanceof PatchError)) throw problem;
    return error !== undefined && problem.message.includes(error)
      ? []
      : [problem.message];
  }
}

/** merge/json: kinds without a schema. */
export function gradeJsonMerge(one: Case): string[] {
  const current = one.object('current') ?? {};
  const threeWay = createThreeWayMergePatch({
    original: one.object('original'),
    modified: one.object('modified') ?? {},
    current,
  });
  return mismatches(one, {
    threeWay,
    result: applyMergePatch(current, threeWay),
  });
}
