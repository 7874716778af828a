import { createHash } from 'node:crypto';
import type { Release } from '@backstage-gitops/plugin-gitops-common';
import { developerLogin } from '../seed/seedWorld';
import {
  mainBranch,
  sourceRepository,
  type DemoService,
} from '../world/services';
import { hostUrl, requirePerson, type World } from '../world/World';
import { answerOf } from './answerOf';
import { ciClient } from './backendClient';

const versionFile = 'src/version.js';

/** The digest of an image that was never built: the same for the same name and tag, as a registry would have it. */
export function digestOf(image: string, tag: string): string {
  return `sha256:${createHash('sha256')
    .update(`${image}:${tag}`)
    .digest('hex')}`;
}

/** What the developer committed for this tag; pushing the same tag once more commits nothing. */
async function commitSource(
  world: World,
  service: DemoService,
  tag: string,
): Promise<string> {
  const repository = world.repositories.get(sourceRepository(service.name));
  const content = `export const version = '${tag}';\n`;
  if ((await repository.readFile(mainBranch, versionFile)) === content) {
    const head = await repository.head(mainBranch);
    if (head) return head;
  }
  const developer = requirePerson(world, developerLogin);
  return repository.commitFiles({
    branch: mainBranch,
    files: new Map([[versionFile, content]]),
    message: `Prepare ${service.name} ${tag}`,
    author: { name: developer.displayName, email: developer.email },
  });
}

/**
 * Does what CI does after a build: there is a source commit and an image, and the release is announced.
 *
 * @returns the release as the backend has it now
 * @throws Error with the backend's own words where it refuses.
 */
export async function pushImage(options: {
  world: World;
  service: DemoService;
  tag: string;
  digest?: string;
  commit?: string;
  backendUrl: string;
}): Promise<Release> {
  const { world, service, tag, backendUrl } = options;
  const commit = options.commit ?? (await commitSource(world, service, tag));
  const digest = options.digest ?? digestOf(service.image, tag);
  const answer = await ciClient(world, service, backendUrl).POST(
    '/pipelines/{kind}/{namespace}/{name}/releases',
    {
      params: {
        path: { kind: 'component', namespace: 'default', name: service.name },
      },
      body: {
        images: [{ name: 'app', tag, digest }],
        source: {
          repository: `${hostUrl}/${sourceRepository(service.name)}`,
          commit,
        },
      },
    },
  );
  return answerOf(`${service.name} ${tag}`, answer);
}
