import type { HttpFacts, PromotionFacts } from '@backstage-gitops/policy';
import type { Situation, Workplace } from '../promotions/Workplace';
import { allowanceOf } from './allowance';
import { digestOf, questionOf } from './question';

/**
 * What the endpoints of an environment answered last of what is proposed now; undefined where it names none. It only
 * reads: whoever looks at a page asks nobody.
 */
export async function loadAnswers(
  place: Workplace,
  current: NonNullable<Situation['current']>,
): Promise<PromotionFacts['http']> {
  const { services, environment } = place;
  const endpoints = environment.policy.http;
  if (endpoints.length === 0) return undefined;
  const question = questionOf(place, current);
  const known = await services.httpAnswers.list(current.promotion.id);
  return endpoints.flatMap((endpoint): HttpFacts[] => {
    const allowance = allowanceOf(endpoint.url, services.config.http.allow);
    if (allowance.status === 'refused') {
      return [{ ...endpoint, status: 'notCalled', reason: allowance.reason }];
    }
    const digest = digestOf(endpoint, question);
    const found = known.find(one => one.question === digest);
    return found ? [{ ...endpoint, at: found.askedAt, ...found.answer }] : [];
  });
}
