import { z } from 'zod';
import { notActedOn } from './git';
import { imagesPushed, parseReference } from './images';
import { parseAs, said } from './payload';
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const payload = z.object({
  type: z.string(),
  event_data: z
    .object({
      resources: z
        .array(z.object({ tag: said, digest: said, resource_url: said }))
        .nullish(),
      repository: z
        .object({ repo_full_name: said, namespace: said, name: said })
        .nullish(),
    })
    .nullish(),
});

/** Images that were pushed to a Harbor, whose resources say by their address which registry it is. */
export const harbor: Receiver = {
  sender: 'Harbor',
  proof: 'Authorization: the secret',
  deliveryHeaders: [],
  verify: ({ headers }, secret) => isSecret(headers.authorization, secret),
  eventHeaders: [],
  parse: ({ body }) =>
    parseAs(body, payload, ({ type, event_data: data }) => {
      if (type !== 'PUSH_ARTIFACT') return notActedOn(type);
      const {
        repo_full_name: fullName,
        namespace,
        name,
      } = data?.repository ?? {};
      const path =
        fullName ?? (namespace && name ? `${namespace}/${name}` : name);
      return imagesPushed(
        (data?.resources ?? []).flatMap(
          ({ tag, digest, resource_url: url }) => {
            const named = url ? parseReference(url) : undefined;
            // What carries no tag is part of something that does, such as an image of an index.
            return tag
              ? [
                  {
                    registry: named?.registry,
                    path: path ?? named?.path,
                    tag,
                    digest,
                  },
                ]
              : [];
          },
        ),
      );
    }),
};
