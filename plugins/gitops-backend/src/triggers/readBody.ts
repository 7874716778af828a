import type { IncomingMessage } from 'node:http';

/** How much of a body is read, and for how long. */
export interface BodyLimits {
  bytes: number;
  milliseconds: number;
}

/** What came of reading a body. */
export type BodyOutcome =
  | { status: 'read'; body: Buffer }
  | { status: 'oversized' }
  /** It did not come in time. */
  | { status: 'late' }
  /** The sender hung up. */
  | { status: 'broken' };

async function collect(
  request: IncomingMessage,
  bytes: number,
): Promise<BodyOutcome> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise(resolve => {
    request
      .on('data', (part: Buffer) => {
        size += part.length;
        if (size <= bytes) parts.push(part);
        else resolve({ status: 'oversized' });
      })
      .on('end', () => resolve({ status: 'read', body: Buffer.concat(parts) }))
      .on('error', () => resolve({ status: 'broken' }))
      .on('close', () => resolve({ status: 'broken' }));
  });
}

/**
 * Reads a body up to its limits. One that is announced to be larger is not read at all, and reading stops at the first byte
 * too many: what middleware does, which reads on to the end before it refuses, lets a stranger keep a connection busy.
 */
export async function readBody(
  request: IncomingMessage,
  { bytes, milliseconds }: BodyLimits,
): Promise<BodyOutcome> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > bytes) return { status: 'oversized' };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<BodyOutcome>(resolve => {
    timer = setTimeout(() => resolve({ status: 'late' }), milliseconds);
  });
  try {
    return await Promise.race([collect(request, bytes), late]);
  } finally {
    clearTimeout(timer);
    request.pause();
  }
}
