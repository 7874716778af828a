import { z } from 'zod';
import {
  existing,
  objectId,
  parseRef,
  pullRequestChanged,
  pullRequestNumber,
  refName,
  refsPushed,
  repositoryUrl,
} from './git';
import { imagesPushed, parseReference } from './images';
import { parseAs, said } from './payload';
import { isNamedSignature, isSecret, type SignatureHash } from './proofs';
import type { Parsed, Receiver, WebhookRequest } from './Receiver';

const HASHES: readonly SignatureHash[] = [
  'sha256',
  'sha384',
  'sha512',
  'sha224',
  'sha1',
];

const payload = z.object({
  id: said,
  image: said,
  repository: repositoryUrl.optional(),
  ref: refName.optional(),
  commit: objectId.optional(),
  pullRequest: pullRequestNumber.optional(),
});

/**
 * One of `{ image: 'ghcr.io/acme/app:v1@sha256:...' }`, `{ repository, ref, commit }` and `{ repository, pullRequest }`,
 * each with an `id` that redeliveries share. A ref without a commit was deleted.
 */
function parse({ body }: WebhookRequest): Parsed {
  return parseAs(body, payload, ({ id, image, repository, ...change }) => {
    if (image) return imagesPushed([parseReference(image)], id);
    if (repository && change.pullRequest) {
      return pullRequestChanged(repository, change.pullRequest, id);
    }
    if (repository && change.ref) {
      return refsPushed(
        [
          {
            repository,
            ref: parseRef(change.ref),
            commit: existing(change.commit),
          },
        ],
        id,
      );
    }
    return {
      status: 'ignored',
      reason: 'It names neither an image nor a change of a repository.',
    };
  });
}

/** Whoever can send a request with the secret in its address, or in a header. */
export const generic: Receiver = {
  sender: 'Anybody, by address',
  proof: '?secret= in the address, or X-Webhook-Secret: the secret',
  deliveryHeaders: ['x-delivery-id'],
  verify: ({ headers, query }, secret) =>
    isSecret(query.get('secret') ?? headers['x-webhook-secret'], secret),
  eventHeaders: [],
  parse,
};

/** Whoever can sign a body. */
export const genericHmac: Receiver = {
  sender: 'Anybody, signed',
  proof: 'X-Signature: the HMAC of the body behind the name of its hash',
  deliveryHeaders: ['x-delivery-id'],
  verify: ({ headers, body }, secret) =>
    isNamedSignature(headers['x-signature'], body, secret, HASHES),
  eventHeaders: [],
  parse,
};
