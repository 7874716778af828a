import { IncomingMessage } from 'node:http';
import { parseManifests } from '@backstage-gitops/drift';
import { badRequest, requestTooLarge } from '../errors/failures';
import { isMap, JsonObject, JsonValue } from '../objects/json';
import { parseJson } from '../objects/text';
import { isProtobuf, readProtobuf } from '../protobuf/readProtobuf';
import { WireError } from '../protobuf/readWire';

/** The API server's own limit. */
const MAXIMUM_BYTES = 3 * 1024 * 1024;

/** Reads a body up to the limit; throws 413 beyond it. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MAXIMUM_BYTES) throw requestTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function fromYaml(text: string): JsonValue {
  const parsed = parseManifests(text);
  if (parsed.status === 'failed') throw new Error(parsed.problem);
  return parsed.documents[0] ?? null;
}

/** Reads JSON or YAML; throws 400 with the reason. */
export function parseBody(body: Buffer): JsonValue {
  const text = body.toString('utf8');
  try {
    return /^\s*[[{]/.test(text) ? parseJson(text) : fromYaml(text);
  } catch (error) {
    throw badRequest(
      `error decoding the body: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function fromProtobuf(body: Buffer): JsonObject {
  try {
    return readProtobuf(body);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw badRequest(
      `the simulated server reads only some kinds in protocol buffers (${error.message}): write the object to a file and use kubectl apply -f`,
    );
  }
}

/** Reads a body that must be one object of a kind. */
export function parseObject(body: Buffer, kind: string): JsonObject {
  const text = body.toString('utf8');
  let value: JsonValue;
  if (isProtobuf(body)) return fromProtobuf(body);
  try {
    value = /^\s*\{/.test(text) ? parseJson(text) : fromYaml(text);
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${
        error instanceof Error ? error.message : String(error)
      } (${text.slice(0, 100)})`,
    );
  }
  if (isMap(value)) return value;
  throw badRequest(
    `the object provided is unrecognized (must be of type ${kind}): it is no object`,
  );
}
