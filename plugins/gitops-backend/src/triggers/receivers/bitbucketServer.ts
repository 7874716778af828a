import { z } from 'zod';
import {
  existing,
  notActedOn,
  objectId,
  parseRef,
  pullRequestNumber,
  refName,
  refsPushed,
  repositoryUrl,
} from './git';
import { parseAs } from './payload';
import { isNamedSignature } from './proofs';
import type { Receiver } from './Receiver';

const repository = z.object({
  links: z.object({ clone: z.array(z.object({ href: z.string() })) }),
});

const refsChanged = z.object({
  changes: z.array(
    z.object({ ref: z.object({ id: refName }), toHash: objectId }),
  ),
  repository,
});

const pullRequest = z.object({
  pullRequest: z.object({
    id: pullRequestNumber,
    toRef: z.object({ repository }),
  }),
});

/** Where it is cloned from: by HTTP and by SSH it has different addresses, and either may be the one that is configured. */
function addressesOf({ links }: z.output<typeof repository>): string[] {
  return links.clone.flatMap(({ href }) => {
    const address = repositoryUrl.safeParse(href);
    return address.success ? [address.data] : [];
  });
}

/** Pushes and pull requests of Bitbucket Server and Data Center. */
export const bitbucketServer: Receiver = {
  sender: 'Bitbucket Data Center',
  proof: 'X-Hub-Signature: the HMAC of the body',
  deliveryHeaders: ['x-request-id'],
  verify: ({ headers, body }, secret) =>
    isNamedSignature(
      headers['x-hub-signature-256'] ?? headers['x-hub-signature'],
      body,
      secret,
    ),
  eventHeaders: ['x-event-key'],
  parse: request => {
    const event = request.headers['x-event-key'];
    if (event === 'repo:refs_changed') {
      return parseAs(request.body, refsChanged, payload =>
        refsPushed(
          addressesOf(payload.repository).flatMap(address =>
            payload.changes.map(({ ref, toHash }) => ({
              repository: address,
              ref: parseRef(ref.id),
              commit: existing(toHash),
            })),
          ),
        ),
      );
    }
    if (event?.startsWith('pr:')) {
      return parseAs(request.body, pullRequest, payload => ({
        status: 'events',
        events: addressesOf(payload.pullRequest.toRef.repository).map(
          address => ({
            kind: 'pullRequestChanged',
            repository: address,
            number: payload.pullRequest.id,
          }),
        ),
      }));
    }
    return notActedOn(event);
  },
};
