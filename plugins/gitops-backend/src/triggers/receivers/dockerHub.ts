import { z } from 'zod';
import { imagesPushed } from './images';
import { parseAs, said } from './payload';
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const payload = z.object({
  push_data: z.object({ tag: said }).nullish(),
  repository: z
    .object({ repo_name: said, namespace: said, name: said, repo_url: said })
    .nullish(),
});

/** The path in the address of a repository's page, such as `https://hub.docker.com/r/acme/app/`. */
function pathInPage(url: string | undefined): string | undefined {
  return url?.split(/\/[ru]\//, 2)[1]?.replace(/\/$/, '');
}

/** Images that were pushed to Docker Hub, which neither signs nor numbers what it sends. */
export const dockerHub: Receiver = {
  sender: 'Docker Hub',
  proof: '?secret= in the address: the secret',
  deliveryHeaders: [],
  verify: ({ query }, secret) =>
    isSecret(query.get('secret') ?? undefined, secret),
  eventHeaders: [],
  parse: ({ body }) =>
    parseAs(body, payload, ({ push_data: push, repository }) => {
      const {
        repo_name: fullName,
        namespace,
        name,
        repo_url: page,
      } = repository ?? {};
      const joined = namespace && name ? `${namespace}/${name}` : name;
      return imagesPushed([
        {
          registry: 'docker.io',
          path: fullName ?? joined ?? pathInPage(page),
          tag: push?.tag,
        },
      ]);
    }),
};
