import { z } from 'zod';
import type { Parsed } from './Receiver';

/** More events than this in one request are no push of a person or a pipeline. */
const MOST_EVENTS = 500;

type Payload =
  | { status: 'read'; value: unknown }
  | Extract<Parsed, { status: 'ignored' | 'malformed' }>;

/** Reads a body as JSON. */
export function readJson(body: Buffer): Payload {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { status: 'malformed', reason: 'The body is not JSON in UTF-8.' };
  }
  return value === null
    ? { status: 'ignored', reason: 'The body says nothing.' }
    : { status: 'read', value };
}

/** Names what is wrong by its place alone: values are the sender's, and may be secret. */
function reasonOf(error: z.ZodError): string {
  const [{ path }] = error.issues;
  return path.length > 0
    ? `"${path.join('.').slice(0, 100)}" is missing or not as expected.`
    : 'The body is not an object as expected.';
}

/** Reads a value as what a sender is known to say, and only then what it means. */
export function readAs<T>(
  schema: z.ZodType<T>,
  value: unknown,
  meaning: (payload: T) => Parsed,
): Parsed {
  const payload = schema.safeParse(value);
  if (!payload.success) {
    return { status: 'malformed', reason: reasonOf(payload.error) };
  }
  const parsed = meaning(payload.data);
  return parsed.status === 'events' && parsed.events.length > MOST_EVENTS
    ? {
        status: 'malformed',
        reason: `It names more than ${MOST_EVENTS} changes at once.`,
      }
    : parsed;
}

/** Reads a body as JSON of a known shape; see {@link readAs}. */
export function parseAs<T>(
  body: Buffer,
  schema: z.ZodType<T>,
  meaning: (payload: T) => Parsed,
): Parsed {
  const json = readJson(body);
  return json.status === 'read' ? readAs(schema, json.value, meaning) : json;
}

/** Some senders write null or nothing for what they do not know. */
export const said = z
  .string()
  .max(2_000)
  .nullish()
  .transform(text => text || undefined);
