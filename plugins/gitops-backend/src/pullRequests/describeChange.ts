import { imagesOf, readContent } from '../environments/readContent';
import { subjectOf } from '../promotions/applyChange';
import type { Situation, Workplace } from '../promotions/Workplace';
import { matchRelease } from '../releases/identity';
import type { StoredRelease } from '../store/ReleaseStore';
import type { ProposedChange } from './content';

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

/** Gathers what a pull request with this head tells of the current promotion. */
export async function describeChange(
  place: Workplace,
  situation: Situation,
  current: NonNullable<Situation['current']>,
  headCommit: string,
): Promise<ProposedChange> {
  const { services, key } = place;
  const { restores } = current.promotion;
  const release =
    current.release ??
    (restores ? await releaseAt(place, restores) : undefined);
  const deployed = situation.observation.release;
  const before = deployed
    ? await services.releases.get(key.entityRef, deployed)
    : undefined;
  const source = release?.source;
  return {
    subject: { ...subjectOf(place, current), release },
    from: before?.version ?? situation.facts.deployed.version,
    sourceUrl:
      source &&
      services.mirrors
        .hostOf(source.repository)
        ?.commitUrl(source.repository, source.commit),
    gates: situation.gates,
    notes: await services.releaseNotes.between(before, release),
    difference: await services.renderedDifferences.of(
      place,
      situation.content,
      headCommit,
    ),
  };
}
