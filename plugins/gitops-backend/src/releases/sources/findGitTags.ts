import {
  judgeGitTag,
  selectGitTags,
  type GitTagFacts,
} from '@backstage-gitops/policy';
import type { GitTag } from '../../git/MirroredTags';
import type { ReleaseCandidate } from '../Candidate';
import { imagesOfRule } from '../imagesOfRule';
import { joinCandidates } from '../joinCandidates';
import { compileTagsOfGit, type GitTagRule } from '../releaseRules';
import { writeOrigin } from '../origins';
import type { FindTools, Found, FoundRelease } from './Found';
import { lookUpOrigin } from './lookUpOrigin';

/** Most tags of one rule whose images are looked for in one look, best first. */
const MOST_LOOKED_UP = 10;

/** A tag as it is judged. */
type JudgedTag = GitTagFacts & { tag: GitTag };

function toFacts(tag: GitTag): JudgedTag {
  const { name, createdAt, tagger } = tag;
  return {
    name,
    createdAt,
    ...(tagger ? { author: `${tagger.name} <${tagger.email}>` } : {}),
    tag,
  };
}

function originOf({ name, commit }: GitTag) {
  return { on: 'gitTag', name, commit } as const;
}

function toCandidate(
  { name, author, createdAt, tag }: JudgedTag,
  images: string[],
  why: Pick<ReleaseCandidate, 'status' | 'reason'>,
): ReleaseCandidate {
  return {
    on: 'gitTag',
    name,
    images,
    commit: tag.commit,
    ...(author ? { author } : {}),
    ...(createdAt ? { seenAt: createdAt } : {}),
    ...why,
  };
}

/** What one rule makes of the tags: the best that has its images, and why the others are none. */
async function findByRule(
  rule: GitTagRule,
  tags: JudgedTag[],
  { declared, known, made, images }: FindTools,
): Promise<
  { best?: string; release?: FoundRelease } & Pick<Found, 'candidates'>
> {
  const compiled = compileTagsOfGit(rule);
  if (compiled.status === 'invalid') return { candidates: [] };
  const [wanted] = imagesOfRule(rule, declared);
  const names = wanted.map(({ name }) => name);
  const candidates: ReleaseCandidate[] = [];
  const leave = (one: JudgedTag, why: Parameters<typeof toCandidate>[2]) =>
    candidates.push(toCandidate(one, names, why));

  for (const one of tags) {
    const verdict = judgeGitTag(compiled.rule, one);
    if (verdict.status === 'excluded') {
      leave(one, { status: 'excluded', reason: verdict.reason });
    }
  }
  let best: string | undefined;
  let release: FoundRelease | undefined;
  let lookedUp = 0;
  for (const one of selectGitTags(compiled.rule, tags)) {
    const { name, tag } = one;
    const origin = originOf(tag);
    if (best !== undefined) {
      leave(one, {
        status: 'excluded',
        reason: `${best} is preferred to ${name}: of what is found at one time, the best alone makes a release.`,
      });
    } else if (made.has(writeOrigin(origin))) {
      best = name;
    } else if (lookedUp === MOST_LOOKED_UP) {
      leave(one, {
        status: 'waiting',
        reason: `The images of the ${MOST_LOOKED_UP} tags that are preferred to ${name} are looked for first.`,
      });
    } else {
      lookedUp += 1;
      const looked = await lookUpOrigin(
        origin,
        { template: compiled.rule.image, wanted },
        { known, images },
      );
      if (looked.status === 'found') {
        best = name;
        release = { origin, images: looked.images };
      } else {
        leave(one, looked);
      }
    }
  }
  return { best, release, candidates };
}

/** The releases that Git tags make by the rules of a pipeline, and the tags that make none. */
export async function findGitTags(
  rules: GitTagRule[],
  tags: GitTag[],
  tools: FindTools,
): Promise<Found> {
  const judged = tags.map(toFacts);
  const releases: FoundRelease[] = [];
  const candidates: ReleaseCandidate[] = [];
  const made = new Set(
    tags
      .filter(tag => tools.made.has(writeOrigin(originOf(tag))))
      .map(({ name }) => name),
  );
  for (const rule of rules) {
    const found = await findByRule(rule, judged, tools);
    if (found.release) releases.unshift(found.release);
    if (found.best !== undefined) made.add(found.best);
    candidates.push(...found.candidates);
  }
  return { releases, candidates: joinCandidates(candidates, made) };
}
