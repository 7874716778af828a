import { isMap, JsonValue } from '../objects/json';

type Step =
  | { kind: 'key'; key: string }
  | { kind: 'index'; index: number }
  | { kind: 'all' }
  | { kind: 'filter'; path: string[]; value: string };

const STEP =
  /\.([\w-]+(?:\\\.[\w-]+)*)|\['([^']+)'\]|\[(-?\d+)\]|\[(\*)\]|\[\?\(@((?:\.[\w-]+)+)\s*==\s*["']([^"']*)["']\)\]/gy;

function stepsOf(path: string): Step[] | undefined {
  const steps: Step[] = [];
  let end = 0;
  for (const match of path.matchAll(STEP)) {
    const [whole, key, quoted, index, all, field, value] = match;
    if (key !== undefined) {
      steps.push({ kind: 'key', key: key.replaceAll('\\.', '.') });
    } else if (quoted !== undefined) steps.push({ kind: 'key', key: quoted });
    else if (index !== undefined) {
      steps.push({ kind: 'index', index: Number(index) });
    } else if (all !== undefined) steps.push({ kind: 'all' });
    else {
      steps.push({
        kind: 'filter',
        path: (field ?? '').split('.').slice(1),
        value: value ?? '',
      });
    }
    end = match.index + whole.length;
  }
  return end === path.length ? steps : undefined;
}

function walk(values: JsonValue[], step: Step): JsonValue[] {
  return values.flatMap((value): JsonValue[] => {
    switch (step.kind) {
      case 'key':
        return isMap(value) && Object.hasOwn(value, step.key)
          ? [value[step.key] ?? null]
          : [];
      case 'index': {
        const item = Array.isArray(value) ? value.at(step.index) : undefined;
        return item === undefined ? [] : [item];
      }
      case 'all':
        return Array.isArray(value) ? value : [];
      default:
        if (!Array.isArray(value)) return [];
        return value.filter(item => {
          const found = step.path.reduce<JsonValue | undefined>(
            (inner, key) => (isMap(inner) ? inner[key] : undefined),
            item,
          );
          return String(found) === step.value;
        });
    }
  });
}

/**
 * The values at a JSONPath, as far as printer columns use it: keys, indexes,
 * `[*]` and `[?(@.type=="Ready")]`. A path that cannot be read finds nothing.
 */
export function jsonPath(document: JsonValue, path: string): JsonValue[] {
  const steps = stepsOf(path);
  return steps ? steps.reduce(walk, [document]) : [];
}
