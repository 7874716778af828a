import type { CommitResult } from './CommitWriter';
import type { Mirror } from './Mirror';
import type { Changes } from './tree';

/** New texts of paths, as hosts take them; undefined deletes a file. */
export type Texts = ReadonlyMap<string, string | undefined>;

/** Reads changes as texts, or says that one is none. */
export async function readTexts(
  mirror: Mirror,
  changes: Changes,
): Promise<
  | { status: 'read'; texts: Texts }
  | Extract<CommitResult, { status: 'refused' }>
> {
  const texts = new Map<string, string | undefined>();
  for (const [path, change] of changes) {
    if (!change || 'text' in change) {
      texts.set(path, change?.text);
      continue;
    }
    const { objectId } = change;
    const blob = (await mirror.blobs([objectId])).get(objectId);
    const text = blob?.toString() ?? '';
    if (!blob?.equals(Buffer.from(text))) {
      return {
        status: 'refused',
        reason: `${path} is no text, and the host takes nothing else to commit; sign with a key in place of the host.`,
      };
    }
    texts.set(path, text);
  }
  return { status: 'read', texts };
}
