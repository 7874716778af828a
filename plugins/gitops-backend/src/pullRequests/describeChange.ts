import { imagesOf, readContent } from '../environments/readContent';
import { subjectOf } from '../promotions/applyChange';
import type { Situation, Workplace } from '../promotions/Workplace';
import { matchRelease } from '../releases/identity';
import type { StoredRelease } from '../store/ReleaseStore';
import type { ChangeHeading, ProposedChange } from './content';

type Current = NonNullable<Situation['current']>;

/** The release whose images a commit holds: what a rollback goes back to, where that is one. */
async function releaseAt(
  { services, hosted, declaration, environment, key }: Workplace,
  commit: string,
): Promise<StoredRelease | undefined> {
  if (!(await hosted.mirror.has(commit))) return undefined;
  const read = await readContent(hosted.mirror, commit, environment);
  if (read.status === 'failed') return undefined;
  const images = imagesOf(
    read.content,
    declaration.images.map(({ repository }) => repository),
  );
  if (images.status === 'failed') return undefined;
  const releases = await services.releases.list(key.entityRef);
  return matchRelease(images.images, releases, undefined);
}

/** What is there now, and what the current promotion brings; undefined where that is no release that is known. */
async function releasesOf(
  place: Workplace,
  { observation }: Situation,
  { promotion, release }: Current,
) {
  const { services, key } = place;
  return {
    before: observation.release
      ? await services.releases.get(key.entityRef, observation.release)
      : undefined,
    after:
      release ??
      (promotion.restores
        ? await releaseAt(place, promotion.restores)
        : undefined),
  };
}

/** Gathers what the title of the current promotion's pull request tells. */
export async function describeHeading(
  place: Workplace,
  situation: Situation,
  current: Current,
): Promise<ChangeHeading> {
  const { before, after } = await releasesOf(place, situation, current);
  const source = after?.source;
  return {
    subject: { ...subjectOf(place, current), release: after },
    from: before?.version ?? situation.facts.deployed.version,
    sourceUrl:
      source &&
      place.services.mirrors
        .hostOf(source.repository)
        ?.commitUrl(source.repository, source.commit),
  };
}

/** Gathers what the current promotion's pull request tells, with this head. */
export async function describeChange(
  place: Workplace,
  situation: Situation,
  current: Current,
  headCommit: string,
): Promise<ProposedChange> {
  const { services } = place;
  const { before, after } = await releasesOf(place, situation, current);
  return {
    ...(await describeHeading(place, situation, current)),
    gates: situation.gates,
    notes: await services.releaseNotes.between(before, after),
    difference: await services.renderedDifferences.of(
      place,
      situation.content,
      headCommit,
    ),
  };
}
