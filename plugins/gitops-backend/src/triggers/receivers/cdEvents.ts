import { z } from 'zod';
import { parseCloudEvent } from './cloudEvent';
import { notActedOn } from './git';
import { imagesPushed, type NamedImage, parseReference } from './images';
import { readAs, said } from './payload';
import { isSecret } from './proofs';
import type { Parsed, Receiver } from './Receiver';

const envelope = z.object({
  context: z.object({
    id: z.string().max(2_000),
    source: said,
    type: z.string().regex(/^dev\.cdevents\./),
  }),
  subject: z.object({ id: z.string().max(2_000) }),
});

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The image that a package URL names: `pkg:oci/app@sha256%3A...?repository_url=ghcr.io/acme/app&tag=v1`, or of type
 * `docker`, whose path is in the name and whose version may be a tag.
 */
function imageOf(packageUrl: string): NamedImage | undefined {
  const [, type, name, version, qualifiers] =
    /^pkg:(oci|docker)\/([^@?#]+)(?:@([^?#]*))?(?:\?([^#]*))?/.exec(
      packageUrl,
    ) ?? [];
  const path = name && decoded(name);
  if (!path) return undefined;
  const query = new URLSearchParams(qualifiers);
  const url = query.get('repository_url');
  const named = url ? parseReference(url) : undefined;
  const written = decoded(version ?? '') || undefined;
  const isDigest = written?.includes(':');
  return {
    registry: named?.registry ?? (type === 'docker' ? 'docker.io' : undefined),
    path: type === 'oci' && named?.path ? named.path : path,
    tag: query.get('tag') ?? (isDigest ? undefined : written),
    digest: isDigest ? written : undefined,
  };
}

function meaningOf(data: unknown): Parsed {
  return readAs(envelope, data, ({ context, subject }) => {
    if (!/^dev\.cdevents\.artifact\.published\./.test(context.type)) {
      return notActedOn(context.type);
    }
    const image = imageOf(subject.id);
    return image
      ? imagesPushed([image], `${context.source ?? ''} ${context.id}`)
      : { status: 'ignored', reason: 'The artifact is no container image.' };
  });
}

/** Artifacts that were published, as the CDEvents specification (0.4) has them. */
export const cdEvents: Receiver = {
  sender: 'CDEvents',
  proof: '?secret= in the address, or X-Webhook-Secret: the secret',
  deliveryHeaders: [],
  verify: ({ headers, query }, secret) =>
    isSecret(query.get('secret') ?? headers['x-webhook-secret'], secret),
  eventHeaders: ['ce-type'],
  parse: request => parseCloudEvent(request, ({ data }) => meaningOf(data)),
};
