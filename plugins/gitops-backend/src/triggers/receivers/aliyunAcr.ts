import { z } from 'zod';
import { imagesPushed } from './images';
import { parseAs, said } from './payload';
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const payload = z.object({
  push_data: z.object({ tag: said, digest: said }).nullish(),
  repository: z
    .object({ repo_full_name: said, namespace: said, name: said, region: said })
    .nullish(),
});

/**
 * Images that were pushed to Alibaba Cloud's container registry. A registry of an instance of one's own is not told by
 * the body: its host is put into the address, as `registry_url`.
 */
export const aliyunAcr: Receiver = {
  sender: 'Alibaba Cloud Container Registry',
  proof: '?secret= in the address: the secret',
  deliveryHeaders: [],
  verify: ({ query }, secret) =>
    isSecret(query.get('secret') ?? undefined, secret),
  eventHeaders: [],
  parse: ({ body, query }) =>
    parseAs(body, payload, ({ push_data: push, repository }) => {
      const {
        repo_full_name: fullName,
        namespace,
        name,
        region,
      } = repository ?? {};
      const joined = namespace && name ? `${namespace}/${name}` : name;
      return imagesPushed(
        push?.tag
          ? [
              {
                registry:
                  query.get('registry_url') ||
                  (region && `registry.${region}.aliyuncs.com`),
                path: fullName ?? joined,
                tag: push.tag,
                digest: push.digest,
              },
            ]
          : [],
      );
    }),
};
