import { webhookExamples } from './webhookExamples';

type Json = Record<string, unknown>;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Json {
  return typeOf(value) === 'object';
}

/** Which of them a payload has depends on who owns the repository, and on who is told. */
const OPTIONAL = new Set(['enterprise', 'installation', 'organization']);

/** Null until GitHub has tried the merge; of a review so early there is no example. */
const LATE = /\.merge_commit_sha$/;

/** The keys that all of some objects have. */
function commonKeys(objects: Json[]): string[] {
  return Object.keys(objects[0] ?? {}).filter(
    key => !OPTIONAL.has(key) && objects.every(one => key in one),
  );
}

/** What is wrong with a value beside others in the same place: it lacks what they all have, or has another type. */
function compare(place: string, value: unknown, others: unknown[]): string[] {
  const types = new Set(others.map(typeOf));
  // What is null in every example may be anything.
  const isKnown = types.size > 0 && !(types.size === 1 && types.has('null'));
  const isLate = value === null && LATE.test(place);
  if (isKnown && !isLate && !types.has(typeOf(value))) {
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
  const missing = commonKeys(objects)
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

/**
 * What tells a payload from all that GitHub has sent of its kind: keys that it lacks, and values of other types. What an
 * action has besides is asked of that action alone; of most there are too few examples to know what may be null.
 */
export function payloadProblems(event: string, payload: Json): string[] {
  const examples = webhookExamples()
    .filter(one => one.event === event)
    .map(one => one.payload);
  if (examples.length === 0) return [`GitHub has no event ${event}`];
  const ofAction = examples.filter(one => one.action === payload.action);
  const missing = commonKeys(ofAction)
    .filter(key => !(key in payload))
    .map(key => `${event} ${payload.action} lacks ${key}`);
  return [...missing, ...compare(event, payload, examples)];
}
