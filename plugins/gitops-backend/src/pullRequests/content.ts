import {
  parsePullRequestTemplate,
  type TemplatePart,
} from '@backstage-gitops/plugin-gitops-common';
import type { PullRequestContent } from '@backstage-gitops/plugin-gitops-node';
import { isOpen, type Verdict } from '@backstage-gitops/policy';
import { personOf } from '../decisions/Decisions';
import { writeImage } from '../releases/fromProvenance';
import { type PromotionSubject, subjectLine } from '../promotions/texts';
import { writeSealedBlock } from '../provenance/sealedBlock';
import { describeCommits } from './describeCommits';
import { describeDifference } from './describeDifference';
import { inCode, inMarkdown, inTitle, link } from './escape';
import { fillTemplate, type Values } from './fillTemplate';
import type { ReleaseNotes } from './ReleaseNotes';
import type { RenderedDifference } from './RenderedDifferences';
import { block, clip, LONGEST_LINE, type Value, words } from './Value';

/** What GitHub takes of a body and a title, in characters; other hosts take as much or more. */
const LONGEST_BODY = 65_536;
const LONGEST_TITLE = 255;

const DEFAULTS = {
  title: '{{change}}',
  body: `{{change}}; {{from}} is there now.

{{reason}}

{{images}}
- built from {{source}}
- asked for by {{requester}}

### Release notes

{{releaseNotes}}

### What changes in the rendered objects

{{difference}}

### Gates

{{gates}}
`,
};

/** What a title can tell of a proposed change. */
export interface ChangeHeading {
  subject: PromotionSubject;
  /** The version that is there now, where one is known. */
  from?: string;
  /** A page for the commit it was built from, where a configured host has it. */
  sourceUrl?: string;
}

/** All that is told of a proposed change. */
export interface ProposedChange extends ChangeHeading {
  gates: readonly Verdict[];
  notes: ReleaseNotes;
  difference: RenderedDifference;
}

function templateOf(
  { templates }: PromotionSubject['environment'],
  where: 'title' | 'body',
): TemplatePart[] {
  const text = templates?.[where] ?? DEFAULTS[where];
  const parsed = parsePullRequestTemplate(text, where);
  // What is wrong keeps the whole file from being in force; it would stand there as it is.
  return parsed.status === 'valid' ? parsed.parts : [{ kind: 'text', text }];
}

function versionOf({ release, promotion }: PromotionSubject): string {
  return (
    release?.version ?? promotion.restores?.slice(0, 12) ?? 'an unknown version'
  );
}

function describeSource({ subject, sourceUrl }: ChangeHeading): Value {
  const source = subject.release?.source;
  const commit = source && inCode(source.commit.slice(0, 12));
  if (!source || !commit) return words('an unknown commit', inMarkdown);
  const where = inMarkdown(source.repository);
  const who = source.author ? ` by ${inMarkdown(source.author.name)}` : '';
  return {
    text: `${where}@${sourceUrl ? link(commit, sourceUrl) : commit}${who}`,
    shape: 'inline',
    shortened: () => commit,
  };
}

function describeReason(reason: string | undefined) {
  return block({
    lines: (reason ?? '')
      .split(/\r?\n/)
      .filter(line => line.trim() !== '')
      .map(line => `> ${inMarkdown(clip(line, LONGEST_LINE))}`),
    more: () => '> … (shortened)',
  });
}

function describeGates(gates: readonly Verdict[]) {
  return block({
    lines: gates.map(
      gate =>
        `- [${isOpen(gate) ? 'x' : ' '}] **${gate.name}**: ${inMarkdown(
          clip(gate.reason, LONGEST_LINE),
        )}`,
    ),
    more: count => `- … and ${count} more gates (shortened)`,
  });
}

function lineValues(
  { subject, from }: ChangeHeading,
  escape: (text: string) => string,
): Values {
  const { promotion, release, environment } = subject;
  const line = (text: string) => words(text, escape);
  return {
    change: line(subjectLine(subject)),
    pipeline: line(subject.title),
    environment: line(environment.name),
    version: line(versionOf(subject)),
    from: line(from ?? 'an unknown version'),
    release: line(release?.id.slice(0, 12) ?? 'no release'),
    requester: line(personOf(promotion.requester ?? 'automation').name),
    source: line(release?.source?.commit.slice(0, 12) ?? 'an unknown commit'),
  };
}

function bodyValues(change: ProposedChange): Values {
  const { subject, gates, notes, difference } = change;
  const { promotion, release } = subject;
  return {
    ...lineValues(change, inMarkdown),
    source: describeSource(change),
    reason: describeReason(promotion.reason),
    images: block({
      lines: (release?.images ?? []).map(
        image => `- ${inCode(writeImage(image).replace(/^[^=]*=/, ''))}`,
      ),
      more: count => `- … and ${count} more images (shortened)`,
    }),
    releaseNotes: describeCommits(notes),
    difference: describeDifference(difference),
    gates: describeGates(gates),
  };
}

/** The title of the pull request, which the commit of its merge has, too. */
export function pullRequestTitle(heading: ChangeHeading): string {
  const title = templateOf(heading.subject.environment, 'title');
  return fillTemplate(
    title,
    lineValues(heading, inTitle),
    LONGEST_TITLE,
  ).replace(/\s+/g, ' ');
}

/**
 * The pull request as it should read now. The hidden block that finds it again is added to whatever the template says;
 * `trailers` come from `writeProvenance`.
 */
export function pullRequestContent(
  change: ProposedChange,
  trailers: string,
): PullRequestContent {
  const { environment } = change.subject;
  const hidden = writeSealedBlock(trailers);
  const body = fillTemplate(
    templateOf(environment, 'body'),
    bodyValues(change),
    LONGEST_BODY - hidden.length - 3,
  );
  return {
    title: pullRequestTitle(change),
    body: `${body}\n\n${hidden}\n`,
    labels: environment.labels,
  };
}
