import { type HostedRepository } from '../../git/Mirrors';
import type { StoredPipeline } from '../../pipelines/Declaration';
import type { StoredRelease } from '../../store/ReleaseStore';
import { addRelease, type ReleaseServices } from '../addRelease';
import type { KeepCandidates } from '../Candidate';
import { lookOf } from '../imagesOfRule';
import { allOrigins } from '../origins';
import type { GitTagRule, PullRequestRule } from '../releaseRules';
import { findGitTags } from './findGitTags';
import { findPullRequests } from './findPullRequests';
import type { Found } from './Found';
import { listPulls } from './listPulls';
import type { ImageSource } from './lookUpImages';

/** A pipeline whose releases come from the Git tags or pull requests of its own repository. */
export interface SourceWatch {
  pipeline: StoredPipeline;
  gitTags: GitTagRule[];
  pullRequests: PullRequestRule[];
}

/** What looking is done with. */
export interface SourceTools {
  services: ReleaseServices;
  images: ImageSource;
  keep: KeepCandidates;
}

/** Pull requests whose end is waited for. */
function followedBy(known: StoredRelease[]): number[] {
  return known.flatMap(({ origins }) =>
    origins.flatMap(origin =>
      origin.on === 'pullRequest' && !origin.withdrawn ? [origin.number] : [],
    ),
  );
}

/**
 * Looks at a repository once for all pipelines that live in it, and makes the releases that its tags and pull requests
 * make. A pipeline that fails keeps no other from its releases.
 *
 * @throws the last failure, when all others are done.
 */
export async function lookAtSource(
  { repository, host, mirror }: HostedRepository,
  watches: SourceWatch[],
  { services, images, keep }: SourceTools,
): Promise<void> {
  const known = new Map<StoredPipeline, StoredRelease[]>();
  for (const { pipeline } of watches) {
    known.set(pipeline, await services.releases.list(pipeline.entityRef));
  }
  const tags = watches.some(({ gitTags }) => gitTags.length > 0)
    ? await mirror.tags()
    : [];
  const pulls = watches.some(({ pullRequests }) => pullRequests.length > 0)
    ? await listPulls(host, repository, followedBy([...known.values()].flat()))
    : [];

  const look = async ({ pipeline, gitTags, pullRequests }: SourceWatch) => {
    const { entityRef, declaration } = pipeline;
    const releases = known.get(pipeline) ?? [];
    const tools = {
      declared: declaration?.images ?? [],
      known: releases,
      made: allOrigins(releases),
      images,
    };
    const settle = async (on: 'gitTag' | 'pullRequest', found: Found) => {
      for (const { origin, images: built } of found.releases) {
        await addRelease(services, entityRef, {
          origin,
          images: built,
          source: { repository, commit: origin.commit },
          announcedBy:
            origin.on === 'gitTag'
              ? `tag ${origin.name}`
              : `pull request #${origin.number}`,
        });
      }
      await keep(pipeline, lookOf(on, []), found.candidates);
    };
    if (gitTags.length > 0) {
      await settle('gitTag', await findGitTags(gitTags, tags, tools));
    }
    if (pullRequests.length > 0) {
      const found = await findPullRequests(pullRequests, pulls, tools);
      await settle('pullRequest', found);
      for (const release of found.changed) {
        await services.releases.save(release);
        await services.environments.wake({ entityRef });
      }
    }
  };

  const failures: unknown[] = [];
  for (const watch of watches) {
    try {
      await look(watch);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.at(-1);
}
