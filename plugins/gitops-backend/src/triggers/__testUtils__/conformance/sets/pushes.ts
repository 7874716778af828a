import { normalizeRepository } from '../../../../git/Mirrors';
import type { PushCase } from '../cases';
import { type Grade, unlike } from '../Grade';
import { receiverOf, toRequest } from '../toRequest';

type ExpectedEvents = PushCase['expected']['events'];

function sorted(events: ExpectedEvents): ExpectedEvents {
  const key = (event: ExpectedEvents[number]) => JSON.stringify(event);
  return [...events].sort((a, b) => key(a).localeCompare(key(b)));
}

/**
 * The references' requests carry no proof of a secret, and are read here as if it had been given. Where a host does not
 * say whether a push touched the default branch, both take it that it may have.
 */
export function gradePush(one: PushCase): Omit<Grade, 'id'> {
  const parsed = receiverOf(one)?.parse(toRequest(one)) ?? {
    status: 'malformed',
  };
  const events =
    parsed.status === 'events'
      ? parsed.events.flatMap(event =>
          event.kind === 'gitPushed'
            ? [
                {
                  repo: event.repository,
                  revision: event.ref.name,
                  touchedHead: event.touchedDefaultBranch ?? true,
                },
              ]
            : [],
        )
      : [];
  const expected = one.expected.events.map(event => ({
    repo: normalizeRepository(event.repo),
    revision: event.revision,
    touchedHead: event.touchedHead,
  }));
  return {
    problems: [
      // Ours says 202 where theirs says 200: it is stored, and not acted on yet.
      ...unlike(one.expected.status, parsed.status === 'malformed' ? 400 : 200),
      ...unlike(sorted(expected), sorted(events)),
    ],
  };
}
