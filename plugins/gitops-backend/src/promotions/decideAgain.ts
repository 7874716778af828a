import { isDeepStrictEqual } from 'node:util';
import { decide } from '@backstage-gitops/policy';
import { observe } from '../environments/observe';
import { loadSituation } from './loadSituation';
import type { Situation, Workplace } from './Workplace';

/**
 * Right before a merge it is decided again on facts that are read again: showing the decision took its time, and a
 * freeze that was declared meanwhile wins.
 *
 * @returns the facts, or what is to be done instead: another step is due, or another file is in force by now, which the
 * next pass reads.
 */
export async function decideMergeAgain(
  place: Workplace,
): Promise<Situation | 'again' | 'rest'> {
  const { services, hosted, key, declaration, environment } = place;
  const pipeline = await services.pipelines.get(key.entityRef);
  if (!isDeepStrictEqual(pipeline?.declaration, place.pipeline.declaration)) {
    return 'rest';
  }
  const since = performance.now();
  await hosted.mirror.refresh();
  await services.decisions.refresh(hosted);
  const stored = await services.environments.get(key);
  if (!stored) return 'rest';
  const observed = await observe({
    services,
    hosted,
    entityRef: key.entityRef,
    declaration,
    environment,
    stored,
  });
  if (observed.status === 'failed') return 'again';
  const { observation, content } = observed;
  const situation = await loadSituation(place, observation, content, since);
  return decide(situation.facts).kind === 'merge' ? situation : 'again';
}

/**
 * Is a commit still due when its turn has come? Others write to the same branch, and a freeze that was declared while
 * they did wins. What the branch holds is read again by whoever plans the commit.
 */
export async function isCommitDue(
  place: Workplace,
  { observation, content }: Situation,
): Promise<boolean> {
  await place.services.decisions.refresh(place.hosted);
  const { facts } = await loadSituation(place, observation, content);
  return decide(facts).kind === 'commit';
}
