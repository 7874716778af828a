import { z } from 'zod';
import { normalizeRepository } from '../../git/Mirrors';
import type {
  CommitChecked,
  GitPushed,
  GitRef,
  MergeQueueChanged,
  PullRequestChanged,
} from '../TriggerEvent';
import type { Parsed } from './Receiver';

function isRepositoryUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, password, search, hash } = new URL(text);
  return (
    ['http:', 'https:', 'ssh:'].includes(protocol) &&
    `${password}${search}${hash}` === ''
  );
}

/** A repository's URL, in the one spelling of it. */
export const repositoryUrl = z
  .string()
  .max(500)
  .refine(isRepositoryUrl)
  .transform(normalizeRepository);

/** A name that Git could have for a ref; what it means is looked up and never executed. */
export const refName = z
  .string()
  .min(1)
  .max(255)
  // eslint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u0020\u007f~^:?*[\\]+$/);

/** An object id, of SHA-1 or SHA-256. */
export const objectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

/** Number of a pull request. */
export const pullRequestNumber = z.int().positive();

/** Hosts write zeros for a commit that is not there: before a ref was made, and after it was deleted. */
export function existing(commit: string | null | undefined) {
  return !commit || /^0+$/.test(commit) ? undefined : commit;
}

/** Reads `refs/heads/main`, `refs/tags/v1` and `main`; undefined where it is neither a branch nor a tag. */
export function parseRef(text: string): GitRef | undefined {
  if (text.startsWith('refs/heads/')) {
    return { kind: 'branch', name: text.slice('refs/heads/'.length) };
  }
  if (text.startsWith('refs/tags/')) {
    return { kind: 'tag', name: text.slice('refs/tags/'.length) };
  }
  return text.startsWith('refs/') ? undefined : { kind: 'branch', name: text };
}

/** One ref of a push, as hosts say it. */
export interface PushedRef {
  repository: string;
  ref: GitRef | undefined;
  commit: string | undefined;
  /** Name of the default branch, where the host says it. */
  defaultBranch?: string;
}

function toEvent(
  ref: GitRef,
  { repository, commit, defaultBranch }: PushedRef,
): GitPushed {
  return {
    kind: 'gitPushed',
    repository,
    ref,
    ...(commit ? { commit } : {}),
    ...(defaultBranch || ref.kind === 'tag'
      ? {
          touchedDefaultBranch:
            ref.kind === 'branch' && ref.name === defaultBranch,
        }
      : {}),
  };
}

/** The events of a push; refs that are neither branches nor tags are passed over. */
export function refsPushed(refs: PushedRef[], delivery?: string): Parsed {
  const events = refs.flatMap(one => (one.ref ? [toEvent(one.ref, one)] : []));
  return events.length > 0
    ? { status: 'events', events, delivery }
    : { status: 'ignored', reason: 'It changes neither a branch nor a tag.' };
}

/** The event of a pull request; its host is asked for everything else. */
export function pullRequestChanged(
  repository: string,
  number: number,
  delivery?: string,
): Parsed {
  const event: PullRequestChanged = {
    kind: 'pullRequestChanged',
    repository,
    number,
  };
  return { status: 'events', events: [event], delivery };
}

/** The event of a merge queue; its host is asked what it tests now. */
export function mergeQueueChanged(
  repository: string,
  base: GitRef | undefined,
): Parsed {
  if (base?.kind !== 'branch') {
    return { status: 'ignored', reason: 'It is about no branch.' };
  }
  const event: MergeQueueChanged = {
    kind: 'mergeQueueChanged',
    repository,
    branch: base.name,
  };
  return { status: 'events', events: [event] };
}

/** The event of a commit's status or check; its host is asked for what it says. */
export function commitChecked(repository: string, commit: string): Parsed {
  const event: CommitChecked = { kind: 'commitChecked', repository, commit };
  return { status: 'events', events: [event] };
}

/** The answer to what hosts tell besides. */
export function notActedOn(event: string | undefined): Parsed {
  return {
    status: 'ignored',
    reason: event
      ? 'Events of this kind are not acted on.'
      : 'It names no kind of event.',
  };
}
