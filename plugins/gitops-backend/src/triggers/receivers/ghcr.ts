import { z } from 'zod';
import { notActedOn } from './git';
import { imagesPushed } from './images';
import { parseAs, said } from './payload';
import { isNamedSignature } from './proofs';
import type { Parsed, Receiver } from './Receiver';

/** `ping` comes once, when the webhook is made. */
const EVENTS = ['package', 'registry_package', 'ping'];

const named = z.object({ name: said, digest: said }).nullish();

const published = z.object({
  name: said,
  package_type: said,
  owner: z.object({ login: said }).nullish(),
  namespace: said,
  package_version: z
    .object({
      name: said,
      container_metadata: z.object({ tag: named }).nullish(),
    })
    .nullish(),
});

const payload = z.object({
  action: said,
  package: published.nullish(),
  registry_package: published.nullish(),
});

function meaningOf({
  name,
  package_type: type,
  owner,
  namespace = owner?.login,
  package_version: version,
}: z.output<typeof published>): Parsed {
  if (type?.toLowerCase() !== 'container') {
    return { status: 'ignored', reason: 'The package is no container image.' };
  }
  const tag = version?.container_metadata?.tag;
  // A version without a tag is named by its digest.
  const fallback = version?.name?.includes(':') ? undefined : version?.name;
  return imagesPushed([
    {
      registry: 'ghcr.io',
      path: namespace && name && `${namespace}/${name}`,
      tag: tag?.name ?? fallback,
      ...(tag?.name ? { digest: tag.digest } : {}),
    },
  ]);
}

/** Images that were published to GitHub's container registry. */
export const ghcr: Receiver = {
  sender: 'GitHub Container Registry',
  proof: 'X-Hub-Signature-256: the HMAC of the body',
  deliveryHeaders: ['x-github-delivery'],
  // GitHub names the event of each delivery: one that does not is not GitHub's.
  verify: ({ headers, body }, secret) =>
    isNamedSignature(headers['x-hub-signature-256'], body, secret) &&
    EVENTS.includes(headers['x-github-event'] ?? ''),
  eventHeaders: ['x-github-event'],
  parse: request => {
    const event = request.headers['x-github-event'];
    if (event === 'ping') return notActedOn(event);
    return parseAs(request.body, payload, ({ action, ...packages }) => {
      if (action !== 'published') {
        return { status: 'ignored', reason: 'Nothing was published.' };
      }
      const one = packages.package ?? packages.registry_package;
      return one
        ? meaningOf(one)
        : { status: 'malformed', reason: 'It names no package.' };
    });
  },
};
