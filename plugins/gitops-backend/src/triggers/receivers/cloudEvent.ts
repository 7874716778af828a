import { z } from 'zod';
import { readJson, readAs, said } from './payload';
import type { Parsed, WebhookRequest } from './Receiver';

/** An event of the CloudEvents specification, whichever way it was sent. */
export interface CloudEvent {
  /** Ids are unique for a source. */
  id?: string;
  source?: string;
  type: string;
  subject?: string;
  data?: unknown;
}

const structured = z.object({
  specversion: z.string().regex(/^1\./),
  type: z.string().min(1).max(255),
  id: said,
  source: said,
  subject: said,
  data: z.unknown().optional(),
});

/** The sender's id of a delivery. */
export function deliveryOf({ id, source }: CloudEvent): string | undefined {
  return id && `${source ?? ''} ${id}`;
}

/**
 * Reads an event in binary mode, in which `Ce-` headers are its attributes and the body is its data, and in structured
 * mode, in which all of it is in the body.
 */
export function parseCloudEvent(
  { headers, body }: WebhookRequest,
  meaning: (event: CloudEvent) => Parsed,
): Parsed {
  const json = readJson(body);
  if (json.status !== 'read') return json;
  const type = headers['ce-type'];
  if (type === undefined) {
    return readAs(structured, json.value, meaning);
  }
  return meaning({
    id: headers['ce-id'],
    source: headers['ce-source'],
    subject: headers['ce-subject'],
    type,
    data: json.value,
  });
}
