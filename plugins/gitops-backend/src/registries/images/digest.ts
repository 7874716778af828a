import { createHash } from 'node:crypto';

/** The only digests that releases are pinned by. */
export const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The digest of what was read. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
