import { webhookExamples } from './webhookExamples';

type Json = Record<string, unknown>;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Json {
  return typeOf(value) === 'object';
}

/** What is wrong with a value beside others in the same place: it lacks what they all have, or has another type. */
function compare(place: string, value: unknown, others: unknown[]): string[] {
  const types = new Set(others.map(typeOf));
  // What is null in every example may be anything.
  const isKnown = types.size > 0 && !(types.size === 1 && types.has('null'));
  if (isKnown && !types.has(typeOf(value))) {
    return [`${place} is ${typeOf(value)}, not ${[...types].join(' or ')}`];
  }
  if (Array.isArray(value)) {
    const items = others.filter(Array.isArray).flat();
    return value.flatMap((one, index) =>
      compare(`${place}[${index}]`, one, items),
    );
  }
  if (!isObject(value)) return [];
  const objects = others.filter(isObject);
  const [first] = objects;
  const required = Object.keys(first ?? {}).filter(key =>
    objects.every(one => key in one),
  );
  const missing = required
    .filter(key => !(key in value))
    .map(key => `${place}.${key} is missing`);
  const wrong = Object.entries(value).flatMap(([key, inner]) =>
    compare(
      `${place}.${key}`,
      inner,
      objects.filter(one => key in one).map(one => one[key]),
    ),
  );
  return [...missing, ...wrong];
}

/** What tells a payload from all that GitHub has sent of its kind: keys that it lacks, and values of other types. */
export function payloadProblems(event: string, payload: Json): string[] {
  const ofEvent = webhookExamples().filter(one => one.event === event);
  const ofAction = ofEvent.filter(one => one.payload.action === payload.action);
  const examples = ofAction.length > 0 ? ofAction : ofEvent;
  if (examples.length === 0) return [`GitHub has no event ${event}`];
  return compare(
    event,
    payload,
    examples.map(one => one.payload),
  );
}
