import { createHash } from 'node:crypto';
import { z } from 'zod';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { anything, comment } from './schemas';

/** What a comment ends with that is said once; Gitea does not show it. */
function mark(key: string): string {
  return `<!-- gitops: ${key} -->`;
}

/** Comments under a key, unless that was done before. Others can write the mark too; only our own counts. */
export async function commentOnce(
  place: Place,
  number: number,
  { key, text }: { key: string; text: string },
): Promise<void> {
  const question = {
    what: `comment on pull request #${number} of ${nameOf(place)}`,
    path: at(place, 'issues', number, 'comments'),
  };
  // All of them: this list has no pages.
  const comments = await place.client.ask({
    ...question,
    answer: z.array(comment).nullable(),
  });
  const isSaid = comments?.some(
    ({ user, body }) =>
      user?.login === place.bot && body.trimEnd().endsWith(mark(key)),
  );
  if (isSaid) return;
  await place.client.ask({
    ...question,
    method: 'POST',
    body: { body: `${text}\n\n${mark(key)}` },
    // Its answer may be lost after it was written; the next try looks first.
    once: true,
    answer: anything,
  });
}

/** Closes without merging and leaves a comment behind. What is not open stays as it is. */
export async function closePull(
  place: Place,
  number: number,
  text: string,
): Promise<void> {
  const pull = await readPull(place, number);
  if (pull.state !== 'open') return;
  const digest = createHash('sha256').update(text).digest('hex');
  await commentOnce(place, number, {
    key: `close-${digest.slice(0, 16)}`,
    text,
  });
  await place.client.ask({
    what: `close pull request #${number} of ${nameOf(place)}`,
    method: 'PATCH',
    path: at(place, 'pulls', number),
    body: { state: 'closed' },
    answer: anything,
  });
}
