import { InputError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { type People } from '../access/People';
import { personOf } from '../decisions/Decisions';
import { type Mirrors, normalizeRepository } from '../git/Mirrors';
import { type HistoryStore } from '../history/HistoryStore';
import type { Declaration, StoredPipeline } from '../pipelines/Declaration';
import { type EnvironmentStore } from '../store/EnvironmentStore';
import {
  type ReleaseSource,
  type ReleaseStore,
  type StoredRelease,
} from '../store/ReleaseStore';
import { releaseId, type ReleaseImage } from './identity';
import { judgeImage } from './releaseRules';

/** What a CI pipeline says. The author is never taken from it. */
export interface Announcement {
  images: Array<{ name: string; tag: string; digest?: string }>;
  source?: { repository: string; commit: string };
}

interface Options {
  pipeline: StoredPipeline;
  announcement: Announcement;
  announcedBy: string;
  releases: ReleaseStore;
  environments: EnvironmentStore;
  history: HistoryStore;
  mirrors: Mirrors;
  people: People;
  logger: LoggerService;
}

function imagesOf(
  declaration: Declaration,
  announcement: Announcement,
): ReleaseImage[] {
  const names = declaration.images.map(({ name }) => name);
  return announcement.images.map(image => {
    const declared = declaration.images.find(({ name }) => name === image.name);
    if (!declared) {
      throw new InputError(
        `This pipeline has no image "${image.name}"; it has ${names.join(
          ', ',
        )}.`,
      );
    }
    return { ...image, repository: declared.repository };
  });
}

function assertMakesRelease(
  declaration: Declaration,
  images: ReleaseImage[],
  at: string,
) {
  for (const { name, tag } of images) {
    const verdict = judgeImage(declaration, { name, tag, heardAt: at });
    if (verdict.status === 'excluded') {
      throw new InputError(
        `${name}:${tag} makes no release. ${verdict.reasons.join(' ')}`,
      );
    }
  }
}

/** The source commit as its repository has it; only the commit itself says who wrote it. */
async function sourceOf({
  announcement,
  mirrors,
  people,
  logger,
}: Options): Promise<ReleaseSource | undefined> {
  const { source } = announcement;
  if (!source) return undefined;
  const repository = normalizeRepository(source.repository);
  try {
    const hosted = await mirrors.get(repository);
    await hosted.mirror.refresh();
    const record = await hosted.mirror.commit(source.commit);
    if (record) {
      return {
        repository,
        commit: source.commit,
        message: record.message.split('\n')[0],
        author: await people.byAuthor(hosted.host, record.author),
      };
    }
  } catch (error) {
    logger.warn(`The source commit of a release cannot be read`, {
      repository,
      error: String(error),
    });
  }
  return { repository, commit: source.commit };
}

/**
 * Takes a release that a CI pipeline announces. Announced twice, by several pipelines or in any order, it is one
 * release.
 *
 * @throws InputError where the announcement fits nothing that the pipeline declares.
 */
export async function announceRelease(
  options: Options,
): Promise<StoredRelease> {
  const { pipeline, announcement, announcedBy, releases, history } = options;
  const { declaration, entityRef } = pipeline;
  if (!declaration) {
    throw new InputError(
      `The pipeline file of ${entityRef} was never valid; its preflight says what to mend.`,
    );
  }
  const images = imagesOf(declaration, announcement);
  const at = new Date().toISOString();
  assertMakesRelease(declaration, images, at);
  const release: StoredRelease = {
    entityRef,
    id: releaseId(entityRef, images),
    version: images[0].tag,
    trigger: 'image',
    images,
    source: await sourceOf(options),
    announcedAt: at,
    announcedBy,
  };
  const saved = await releases.save(release);
  if (saved === 'added') {
    await history.append({
      entityRef,
      key: `announced:${entityRef}:${release.id}`,
      at,
      kind: 'releaseAnnounced',
      by: personOf(announcedBy),
      release: {
        id: release.id,
        version: release.version,
        mutable: images.some(({ digest }) => !digest),
      },
      summary: `${release.version} was announced.`,
    });
  }
  await options.environments.wake({ entityRef });
  return (await releases.get(entityRef, release.id)) ?? release;
}
