import { z } from 'zod';
import { notActedOn } from './git';
import { imagesPushed } from './images';
import { parseAs, said } from './payload';
import { isSignature } from './proofs';
import type { Receiver } from './Receiver';

const payload = z.object({
  action: said,
  component: z.object({ format: said, name: said, version: said }).nullish(),
});

/** Images that came into a Sonatype Nexus, whose host is put into the address, as `registry_url`. */
export const nexus: Receiver = {
  sender: 'Nexus Repository',
  proof: 'X-Nexus-Webhook-Signature: the HMAC of the body, with SHA-1',
  deliveryHeaders: ['x-nexus-webhook-delivery'],
  verify: ({ headers, body }, secret) =>
    isSignature(headers['x-nexus-webhook-signature'], body, secret, 'sha1'),
  eventHeaders: ['x-nexus-webhook-id'],
  parse: ({ body, query }) =>
    parseAs(body, payload, ({ action, component }) => {
      const isImage = component?.format === 'docker';
      if (!isImage || !['CREATED', 'UPDATED'].includes(action ?? '')) {
        return notActedOn(action);
      }
      return imagesPushed([
        {
          registry: query.get('registry_url') ?? undefined,
          path: component.name,
          tag: component.version,
        },
      ]);
    }),
};
