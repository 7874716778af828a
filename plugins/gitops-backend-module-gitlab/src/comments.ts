import { createHash } from 'node:crypto';
import { ask } from './ask';
import type { Place } from './Place';
import { withoutQuickActions } from './quickActions';
import { readPull } from './readPull';
import { isOpen } from './toPullRequest';

/** What a comment ends with that is said once; GitLab does not show it. */
function mark(key: string): string {
  return `<!-- gitops: ${key} -->`;
}

/** Comments under a key, unless that was done before. Others can write the mark too; only our own counts. */
export async function commentOnce(
  place: Place,
  number: number,
  { key, text }: { key: string; text: string },
): Promise<void> {
  const what = `comment on merge request !${number} of ${place.project}`;
  const notes = await ask(
    what,
    place.rest.MergeRequestNotes.all(place.project, number),
  );
  const isSaid = notes.some(
    ({ author, body }) =>
      author.username === place.bot && body.trimEnd().endsWith(mark(key)),
  );
  if (isSaid) return;
  await ask(
    what,
    place.rest.MergeRequestNotes.create(
      place.project,
      number,
      `${withoutQuickActions(text)}\n\n${mark(key)}`,
    ),
  );
}

/** Closes without merging and leaves a comment behind. What is not open stays as it is. */
export async function closePull(
  place: Place,
  number: number,
  comment: string,
): Promise<void> {
  const pull = await readPull(place, number);
  if (!isOpen(pull)) return;
  const digest = createHash('sha256').update(comment).digest('hex');
  await commentOnce(place, number, {
    key: `close-${digest.slice(0, 16)}`,
    text: comment,
  });
  await ask(
    `close merge request !${number} of ${place.project}`,
    place.rest.MergeRequests.edit(place.project, number, {
      stateEvent: 'close',
    }),
  );
}
