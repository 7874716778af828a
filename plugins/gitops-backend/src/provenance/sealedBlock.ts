import { readProvenance, type ReadProvenance } from './Provenance';
import { type SealKeys } from './seal';

/** A trailer may hold what ends a comment, such as the reason somebody gave. */
function hide(text: string): string {
  return text.replace(
    /[%<>]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function show(text: string): string {
  return text.replace(/%(25|3C|3E)/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The hidden block at the end of a pull request's body, by which it is found again; `trailers` come from `writeProvenance`. */
export function writeSealedBlock(trailers: string): string {
  return `<!-- gitops\n${hide(trailers)}\n-->`;
}

/**
 * What the hidden block of a pull request says. The last block is ours: whatever stands before it, such as a reason or a
 * file that is shown, is the word of others.
 */
export function readSealedBlock(body: string, keys: SealKeys): ReadProvenance {
  const start = body.lastIndexOf('<!-- gitops');
  if (start < 0) return { status: 'none' };
  const block = /^<!-- gitops\r?\n([^<>]*)\r?\n-->/.exec(body.slice(start));
  return block ? readProvenance(show(block[1]), keys) : { status: 'none' };
}
