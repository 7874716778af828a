import { ManifestValue, ScalarValue } from '../yaml/content';

/**
 * One step of a path into an object: a field or key, the item of a list with
 * these keys, the item of a set that is this value, or the item at a place.
 *
 * @public
 */
export type FieldStep =
  | string
  | { keys: Record<string, ScalarValue> }
  | { value: ScalarValue }
  | { index: number };

/**
 * Reads a path as managedFields writes its elements: `f:name`,
 * `k:{"name":"web"}`, `v:"text"`, `i:0`. Undefined where one is something else.
 *
 * @public
 */
export function parseFieldPath(
  elements: readonly string[],
): FieldStep[] | undefined {
  const steps = elements.map(parseElement);
  return steps.every(step => step !== undefined) ? steps : undefined;
}

function parseElement(element: string): FieldStep | undefined {
  const text = element.slice(2);
  switch (element.slice(0, 2)) {
    case 'f:':
      return text;
    case 'i:':
      return /^\d+$/.test(text) ? { index: Number(text) } : undefined;
    case 'v:': {
      const value = parseJson(text);
      return isScalar(value) ? { value } : undefined;
    }
    case 'k:': {
      const keys = parseJson(text);
      return isKeys(keys) ? { keys } : undefined;
    }
    default:
      return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isScalar(value: unknown): value is ScalarValue {
  return value === null || /^(string|number|boolean)$/.test(typeof value);
}

function isKeys(value: unknown): value is Record<string, ScalarValue> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isScalar)
  );
}

/** A path for people, such as `spec.containers[name=web].image`. */
export function describeSteps(steps: readonly FieldStep[]): string {
  return steps
    .map((step, index) => {
      if (typeof step === 'string') {
        const isName = /^[\w-]+$/.test(step);
        const dot = index === 0 ? '' : '.';
        return isName ? `${dot}${step}` : `[${JSON.stringify(step)}]`;
      }
      if ('keys' in step) {
        const keys = Object.entries(step.keys);
        return `[${keys.map(([key, value]) => `${key}=${value}`).join(',')}]`;
      }
      return 'value' in step ? `[=${step.value}]` : `[${step.index}]`;
    })
    .join('');
}

/** A value below steps that are not there yet: the maps and lists on the way. */
export function nestIn(
  steps: readonly FieldStep[],
  value: ManifestValue,
): ManifestValue {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return value;
  }
  return typeof step === 'string'
    ? { [step]: nestIn(rest, value) }
    : [itemFor(step, rest, value)];
}

/** An item as it is added to a list, its keys first. */
export function itemFor(
  step: Exclude<FieldStep, string>,
  rest: readonly FieldStep[],
  value: ManifestValue,
): ManifestValue {
  const content = nestIn(rest, value);
  if ('value' in step) {
    return step.value;
  }
  const isMap =
    typeof content === 'object' && content !== null && !Array.isArray(content);
  return 'keys' in step && isMap ? { ...step.keys, ...content } : content;
}
