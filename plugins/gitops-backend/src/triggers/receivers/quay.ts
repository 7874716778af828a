import { z } from 'zod';
import { imagesPushed, parseReference } from './images';
import { parseAs, said } from './payload';
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const payload = z.object({
  docker_url: said,
  repository: said,
  namespace: said,
  name: said,
  updated_tags: z.array(z.string().max(200)).nullish(),
});

/** Images that were pushed to quay.io or a Quay of one's own, which neither signs nor numbers what it sends. */
export const quay: Receiver = {
  sender: 'Quay',
  proof: '?secret= in the address: the secret',
  deliveryHeaders: [],
  verify: ({ query }, secret) =>
    isSecret(query.get('secret') ?? undefined, secret),
  eventHeaders: [],
  parse: ({ body }) =>
    parseAs(body, payload, ({ updated_tags: tags, ...push }) => {
      const { docker_url: url = 'quay.io', namespace, name } = push;
      const joined = namespace && name ? `${namespace}/${name}` : undefined;
      // Behind the host is the path; a host alone is no reference.
      const named = parseReference(url.includes('/') ? url : `${url}/`);
      return imagesPushed(
        (tags ?? []).map(tag => ({
          registry: named.registry,
          path: push.repository ?? joined ?? named.path,
          tag,
        })),
      );
    }),
};
