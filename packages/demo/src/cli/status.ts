import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { listFiles } from '../git/readRepository';
import {
  demoServices,
  deployRepository,
  mainBranch,
  type DemoService,
} from '../world/services';
import type { World } from '../world/World';
import { answerOf } from './answerOf';
import { ciClient } from './backendClient';
import { imageLines } from './imageLines';

/** What Git says, whatever the suite makes of it. */
async function gitStatus(world: World): Promise<string[]> {
  const repository = world.repositories.get(deployRepository);
  const files = new Map<string, string>();
  for (const file of await listFiles(repository.directory, mainBranch)) {
    files.set(file, (await repository.readFile(mainBranch, file)) ?? '');
  }
  return demoServices.flatMap(({ environments }) =>
    environments.flatMap(({ path }) => {
      if (![...files.keys()].some(file => file.startsWith(`${path}/`))) {
        return [`  ${path}: not there yet`];
      }
      const lines = imageLines(files, path);
      if (lines.length === 0) {
        return [`  ${path}: names no image; its base does`];
      }
      return lines.map(({ file, text }) => `  ${file}: ${text}`);
    }),
  );
}

async function pullRequestStatus(world: World): Promise<string[]> {
  const repository = world.repositories.get(deployRepository);
  const lines = [];
  for (const pullRequest of await repository.pulls.list({ state: 'open' })) {
    const reviews = await repository.pulls.reviews(pullRequest.number);
    const verdicts = reviews.map(({ login, verdict }) => `${login} ${verdict}`);
    lines.push(
      `  #${pullRequest.number} ${pullRequest.title}${
        verdicts.length > 0 ? ` (${verdicts.join(', ')})` : ''
      }`,
    );
  }
  return lines.length > 0 ? lines : ['  none'];
}

function boardLine(service: DemoService, environment: Environment): string {
  const { name, release, promotion, hold, next } = environment;
  const parts = [
    release?.version ?? 'no release known',
    promotion && `${promotion.kind} ${promotion.state}`,
    hold && `held: ${hold.reason}`,
    next?.sentence,
  ].filter(part => part !== undefined);
  return `  ${service.name}/${name}: ${parts.join('; ')}`;
}

async function boardStatus(
  world: World,
  service: DemoService,
  backendUrl: string,
): Promise<string[]> {
  const answer = await ciClient(world, service, backendUrl).GET(
    '/pipelines/{kind}/{namespace}/{name}',
    {
      params: {
        path: { kind: 'component', namespace: 'default', name: service.name },
      },
    },
  );
  return answerOf(service.name, answer).environments.map(environment =>
    boardLine(service, environment),
  );
}

async function board(world: World, backendUrl: string): Promise<string[]> {
  const lines = [];
  for (const service of demoServices) {
    try {
      lines.push(...(await boardStatus(world, service, backendUrl)));
    } catch (error) {
      lines.push(`  ${error instanceof Error ? error.message : error}`);
    }
  }
  return lines;
}

/** What Git, the Git host and the backend each say, as lines to print. */
export async function status(
  world: World,
  backendUrl: string,
): Promise<string[]> {
  return [
    `Git: ${deployRepository}, branch ${mainBranch}`,
    ...(await gitStatus(world)),
    'Open pull requests',
    ...(await pullRequestStatus(world)),
    `Backend: ${backendUrl}`,
    ...(await board(world, backendUrl)),
  ];
}
