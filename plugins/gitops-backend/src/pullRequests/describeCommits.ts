import type { CommitList } from '@backstage-gitops/plugin-gitops-node';
import { inCode, inMarkdown, link } from './escape';
import type { ReleaseNotes } from './ReleaseNotes';
import { block, clip, type Value } from './Value';

/** Longest title of a commit, in characters. */
const LONGEST_TITLE = 200;

function linesOf(
  { commits, total }: CommitList,
  urlOf: (commit: string) => string,
): string[] {
  const lines = commits.map(
    ({ commit, title, author }) =>
      `- ${link(inCode(commit.slice(0, 12)), urlOf(commit))} ${inMarkdown(
        clip(title, LONGEST_TITLE),
      )} (${inMarkdown(clip(author, LONGEST_TITLE))})`,
  );
  return total > commits.length
    ? [...lines, `- and ${total - commits.length} more`]
    : lines;
}

function count(total: number): string {
  return total === 1 ? '1 commit' : `${total} commits`;
}

/** Release notes: the commits that come, and those that go where it goes back. */
export function describeCommits(notes: ReleaseNotes): Value {
  const more = (left: number) => `- and ${left} lines more (shortened)`;
  if (notes.status === 'unknown') {
    const reason = inMarkdown(notes.reason);
    return block({ lines: [`Not known: ${reason}`], more });
  }
  const { gained, lost, urlOf } = notes;
  if (gained.total + lost.total === 0) {
    return block({
      lines: ['Built from the same commit as what is there now.'],
      more,
    });
  }
  const comes = linesOf(gained, urlOf);
  if (lost.total === 0) return block({ lines: comes, more });
  const goes = [
    gained.total === 0
      ? `This goes back by ${count(lost.total)}, newest first:`
      : `This goes back as well: it lacks ${count(
          lost.total,
        )} of what is there now.`,
    '',
    ...linesOf(lost, urlOf),
  ];
  return block({
    lines:
      gained.total === 0
        ? goes
        : [...goes, '', 'What it brings:', '', ...comes],
    more,
  });
}
