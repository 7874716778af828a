import { z } from 'zod';
import { notActedOn } from './git';
import { imagesPushed } from './images';
import { parseAs, said } from './payload';
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const payload = z.object({
  id: said,
  action: z.string(),
  target: z.object({ repository: said, tag: said, digest: said }).nullish(),
  request: z.object({ host: said }).nullish(),
});

/** Images that were pushed to Azure's container registry. */
export const acr: Receiver = {
  sender: 'Azure Container Registry',
  proof:
    'Authorization, as a custom header, or ?secret= in the address: the secret',
  deliveryHeaders: [],
  verify: ({ headers, query }, secret) =>
    isSecret(headers.authorization ?? query.get('secret') ?? undefined, secret),
  eventHeaders: [],
  parse: ({ body }) =>
    parseAs(body, payload, ({ id, action, target, request }) =>
      action === 'push'
        ? imagesPushed(
            [
              {
                registry: request?.host,
                path: target?.repository,
                tag: target?.tag,
                digest: target?.digest,
              },
            ],
            id,
          )
        : notActedOn(action),
    ),
};
