import { z } from 'zod';
import {
  notActedOn,
  objectId,
  pullRequestChanged,
  pullRequestNumber,
  refName,
  refsPushed,
  repositoryUrl,
} from './git';
import { parseAs } from './payload';
import { isNamedSignature } from './proofs';
import type { Receiver } from './Receiver';

const repository = z.object({
  links: z.object({ html: z.object({ href: repositoryUrl }) }),
});

const ref = z.object({
  type: z.string(),
  name: refName,
  target: z.object({ hash: objectId }).nullish(),
});

/** `new` is missing where the ref was deleted, and `old` where it was made. */
const change = z.object({ new: ref.nullish(), old: ref.nullish() });

const push = z.object({
  push: z.object({ changes: z.array(change) }),
  repository,
});

const pullRequest = z.object({
  pullrequest: z.object({ id: pullRequestNumber }),
  repository,
});

/** It is not said which branch is the default one. */
function refOf({ new: now, old }: z.output<typeof change>) {
  const { type, name } = now ?? old ?? {};
  return {
    ref:
      name && (type === 'branch' || type === 'tag')
        ? ({ kind: type, name } as const)
        : undefined,
    commit: now?.target?.hash,
  };
}

/** Pushes and pull requests of Bitbucket Cloud. */
export const bitbucketCloud: Receiver = {
  sender: 'Bitbucket Cloud',
  proof: 'X-Hub-Signature: the HMAC of the body',
  deliveryHeaders: ['x-request-uuid'],
  verify: ({ headers, body }, secret) =>
    isNamedSignature(
      headers['x-hub-signature-256'] ?? headers['x-hub-signature'],
      body,
      secret,
    ),
  eventHeaders: ['x-event-key'],
  parse: request => {
    const event = request.headers['x-event-key'];
    if (event === 'repo:push') {
      return parseAs(request.body, push, payload =>
        refsPushed(
          payload.push.changes.map(one => ({
            repository: payload.repository.links.html.href,
            ...refOf(one),
          })),
        ),
      );
    }
    if (event?.startsWith('pullrequest:')) {
      return parseAs(request.body, pullRequest, payload =>
        pullRequestChanged(
          payload.repository.links.html.href,
          payload.pullrequest.id,
        ),
      );
    }
    return notActedOn(event);
  },
};
