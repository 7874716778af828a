import { isHeadBranch } from '../promotions/headBranch';
import { matchesRevision } from './matchesRevision';
import type { ImagePushed, TriggerEvent } from './TriggerEvent';

/** One thing to do about what has happened. Each may be done twice: what has been seen already changes nothing. */
export type Act =
  /** Look at it, if an environment here is read from it. */
  | { kind: 'look'; repository: string }
  /** Look at the pipelines again, if the file of one lies there. */
  | { kind: 'lookForPipelines'; repository: string }
  /** Look for releases that its tags and pull requests make. */
  | { kind: 'source'; repository: string }
  /** Look at what the merge queue of a branch tests. */
  | { kind: 'mergeQueue'; repository: string; branch: string }
  /** Look at what is proposed by this branch again. */
  | { kind: 'branch'; repository: string; branch: string }
  /** Look at what is proposed by this pull request again. */
  | { kind: 'pullRequest'; repository: string; number: number }
  /** Look at what is proposed by this commit again. */
  | { kind: 'commit'; repository: string; commit: string }
  | { kind: 'image'; image: ImagePushed };

function actsOfOne(event: TriggerEvent): Act[] {
  switch (event.kind) {
    case 'imagePushed':
      return [{ kind: 'image', image: event }];
    case 'pullRequestChanged': {
      const { repository, number } = event;
      return [
        { kind: 'pullRequest', repository, number },
        { kind: 'source', repository },
      ];
    }
    case 'mergeQueueChanged': {
      const { repository, branch } = event;
      return [{ kind: 'mergeQueue', repository, branch }];
    }
    case 'commitChecked': {
      const { repository, commit } = event;
      return [{ kind: 'commit', repository, commit }];
    }
    default: {
      const { repository, ref } = event;
      return [
        { kind: 'look', repository },
        // Pipeline files are read from the default branch.
        ...(matchesRevision('HEAD', event)
          ? [{ kind: 'lookForPipelines', repository } as const]
          : []),
        ...(ref.kind === 'tag'
          ? [{ kind: 'source', repository } as const]
          : []),
        ...(ref.kind === 'branch' && isHeadBranch(ref.name)
          ? [{ kind: 'branch', repository, branch: ref.name } as const]
          : []),
      ];
    }
  }
}

/** What is to be done about some events, each thing once, in the order in which it is to be done. */
export function actsOf(events: readonly TriggerEvent[]): Act[] {
  const acts = new Map(
    events.flatMap(actsOfOne).map(act => [JSON.stringify(act), act]),
  );
  return [...acts.values()];
}
