import { matchesRevision } from './matchesRevision';
import type { ImagePushed, TriggerEvent } from './TriggerEvent';

/** One thing to do about what has happened. Each may be done twice: what has been seen already changes nothing. */
export type Act =
  /** Fetch it, if anything here reads it. */
  | { kind: 'refresh'; repository: string }
  /** Look at the pipelines again, if the file of one lies there. */
  | { kind: 'lookForPipelines'; repository: string }
  /** Look at its environments again. */
  | { kind: 'wake'; repository: string }
  /** Look for releases that its tags and pull requests make. */
  | { kind: 'source'; repository: string }
  | { kind: 'image'; image: ImagePushed };

function actsOfOne(event: TriggerEvent): Act[] {
  switch (event.kind) {
    case 'imagePushed':
      return [{ kind: 'image', image: event }];
    case 'pullRequestChanged':
      return [
        { kind: 'wake', repository: event.repository },
        { kind: 'source', repository: event.repository },
      ];
    case 'mergeQueueChanged':
      return [{ kind: 'wake', repository: event.repository }];
    default: {
      const { repository } = event;
      return [
        { kind: 'refresh', repository },
        // Pipeline files are read from the default branch.
        ...(matchesRevision('HEAD', event)
          ? [{ kind: 'lookForPipelines', repository } as const]
          : []),
        { kind: 'wake', repository },
        ...(event.ref.kind === 'tag'
          ? [{ kind: 'source', repository } as const]
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
