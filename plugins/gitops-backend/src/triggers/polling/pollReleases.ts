import type { LifecycleService } from '@backstage/backend-plugin-api';
import { exchange } from '../../network/exchange';
import { type Services } from '../../promotions/services';
import { announceCandidates } from '../../releases/announceCandidates';
import type { KeepCandidates } from '../../releases/Candidate';
import { systemClock } from '../../registries/Clock';
import { parseRepository } from '../../registries/RepositoryName';
import { RegistryReader } from '../../registries/RegistryReader';
import type { ImageListener, SourceListener } from '../TriggerActions';
import { ImagePoller } from './ImagePoller';
import { SourcePoller } from './SourcePoller';
import { tagChooser } from './tagChooser';

/**
 * Begins to look for new images, Git tags and pull requests. Only registries that the platform team lists are asked: a
 * pipeline file alone lets nobody be called.
 *
 * @param options - `changed` tells whoever shows a pipeline that there is something else to show.
 */
export function pollReleases(options: {
  services: Services;
  lifecycle: LifecycleService;
  changed: (entityRef: string) => Promise<void>;
}): { images: ImageListener[]; sources: SourceListener } {
  const { services, lifecycle, changed } = options;
  const { logger, pipelines, candidates, mirrors, config } = services;
  const { registries } = config;
  const settingsOf = (repository: string) => {
    const host = parseRepository(repository)?.registry;
    return registries.find(one => one.host === host);
  };
  const isWatched = (repository: string) =>
    settingsOf(repository) !== undefined;
  const keep: KeepCandidates = async ({ entityRef }, origin, found) => {
    const kept = await candidates.replace(entityRef, origin, found);
    if (kept === 'changed') await changed(entityRef);
  };
  // One reader for both, so that a registry sees one budget.
  const stop = new AbortController();
  const tools = { clock: systemClock, random: Math.random };
  const reader = RegistryReader.create({
    ...tools,
    exchange,
    signal: stop.signal,
    registries,
  });
  const shared = { ...tools, pipelines, keep, stop, logger, lifecycle };
  const images = ImagePoller.start({
    ...shared,
    isWatched,
    periodOf: repository => settingsOf(repository)?.poll ?? Infinity,
    reader,
    chooser: tagChooser,
    announce: (pipeline, found) =>
      announceCandidates(services, pipeline, found),
  });
  const sources = SourcePoller.start({
    ...shared,
    services,
    mirrors,
    images: {
      isWatched,
      resolve: (repository, tag) => reader.resolve(repository, tag),
    },
  });
  return { images: [images, sources], sources };
}
