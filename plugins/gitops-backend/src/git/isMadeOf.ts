import type { CommitDraft } from './commit';
import type { Mirror } from './Mirror';

/** Is a commit what a draft says, whoever made it and when? Then it is not made again. */
export async function isMadeOf(
  mirror: Mirror,
  commit: string,
  { parent, changes, message }: CommitDraft,
): Promise<boolean> {
  const record = await mirror.commit(commit);
  return (
    record !== undefined &&
    record.parents[0] === parent &&
    record.message.trim() === message.trim() &&
    (await mirror.treeOf(commit)) === (await mirror.buildTree(parent, changes))
  );
}
