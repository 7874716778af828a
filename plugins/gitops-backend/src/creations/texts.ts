import type { PullRequestContent } from '@backstage-gitops/plugin-gitops-node';
import { personOf } from '../decisions/Decisions';
import { inCode, inMarkdown, inTitle } from '../pullRequests/escape';
import { type RequestMark, writeMark } from './RequestMark';

/** What a pull request that adds a part of a pipeline is about. */
export interface CreationSubject {
  /** What people call the entity. */
  title: string;
  entityRef: string;
  /** Reference of the person who asked. */
  by: string;
  files: Iterable<string>;
  mark: RequestMark;
  /** The open pull request with the manifests, where they are in another repository. */
  before?: string;
}

/** The first line of the commit and the title of the pull request. */
export function creationTitle({ title }: CreationSubject): string {
  return inTitle(`Add GitOps to ${title}`);
}

/** What the commit says. */
export function creationMessage(subject: CreationSubject): string {
  return `${creationTitle(subject)}\n\nAsked for by ${
    personOf(subject.by).name
  }, for ${subject.entityRef}.\n`;
}

/** What the pull request says. */
export function creationContent(subject: CreationSubject): PullRequestContent {
  const { title, by, files, mark, before } = subject;
  const parts = [
    `Asked for by ${inMarkdown(
      personOf(by).name,
    )}. Once this is merged, ${inMarkdown(
      title,
    )} has these files, and everything after that is theirs to change:`,
    [...files].map(path => `- ${inCode(path)}`).join('\n'),
    ...(before
      ? [`Merge ${before} first: the pipeline file names what it brings.`]
      : []),
    writeMark(mark),
  ];
  return {
    title: creationTitle(subject),
    body: `${parts.join('\n\n')}\n`,
    labels: [],
  };
}
