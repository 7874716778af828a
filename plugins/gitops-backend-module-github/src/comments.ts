import { createHash } from 'node:crypto';
import { ask, gather } from './ask';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';

/** What a comment ends with that is said once; GitHub does not show it. */
function mark(key: string): string {
  return `<!-- gitops: ${key} -->`;
}

/** Comments under a key, unless that was done before. Others can write the mark too; only our own counts. */
export async function commentOnce(
  place: Place,
  number: number,
  { key, text }: { key: string; text: string },
): Promise<void> {
  const what = `comment on pull request #${number} of ${nameOf(place)}`;
  const comments = await gather(page =>
    ask(
      what,
      place.rest.issues.listComments({
        ...at(place),
        ...page,
        issue_number: number,
      }),
    ),
  );
  const isSaid = comments.some(
    ({ user, body }) =>
      user?.login === place.bot && body?.trimEnd().endsWith(mark(key)),
  );
  if (isSaid) return;
  await ask(
    what,
    place.rest.issues.createComment({
      ...at(place),
      issue_number: number,
      body: `${text}\n\n${mark(key)}`,
      // Its answer may be lost after it was written; the next try looks first.
      request: { retries: 0 },
    }),
  );
}

/** Closes without merging and leaves a comment behind. What is not open stays as it is. */
export async function closePull(
  place: Place,
  number: number,
  comment: string,
): Promise<void> {
  const pull = await readPull(place, number);
  if (pull.state !== 'open') return;
  const digest = createHash('sha256').update(comment).digest('hex');
  await commentOnce(place, number, {
    key: `close-${digest.slice(0, 16)}`,
    text: comment,
  });
  await ask(
    `close pull request #${number} of ${nameOf(place)}`,
    place.rest.pulls.update({
      ...at(place),
      pull_number: number,
      state: 'closed',
    }),
  );
}
