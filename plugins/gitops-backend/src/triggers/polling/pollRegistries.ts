import type { LifecycleService } from '@backstage/backend-plugin-api';
import { exchange } from '../../network/exchange';
import { type Services } from '../../promotions/services';
import { announceCandidates } from '../../releases/announceCandidates';
import { systemClock } from '../../registries/Clock';
import { chooseTags } from './chooseTags';
import { ImagePoller } from './ImagePoller';
import { parseRepository } from '../../registries/RepositoryName';
import { RegistryReader } from '../../registries/RegistryReader';

/**
 * Begins to look for new images. Only registries that the platform team lists are asked: a pipeline file alone lets nobody be
 * called.
 */
export function pollRegistries(
  services: Services,
  lifecycle: LifecycleService,
): ImagePoller {
  const { logger, pipelines, config } = services;
  const { registries } = config;
  const settingsOf = (repository: string) => {
    const host = parseRepository(repository)?.registry;
    return registries.find(one => one.host === host);
  };
  const tools = { clock: systemClock, random: Math.random };
  return ImagePoller.start({
    ...tools,
    pipelines,
    isWatched: repository => settingsOf(repository) !== undefined,
    periodOf: repository => settingsOf(repository)?.poll ?? Infinity,
    createReader: signal =>
      RegistryReader.create({ ...tools, exchange, signal, registries }),
    choose: chooseTags,
    announce: (pipeline, candidates) =>
      announceCandidates(services, pipeline, candidates),
    logger,
    lifecycle,
  });
}
