import type { HttpEndpoint, Step } from '@backstage-gitops/policy';
import type { GitOpsConfig } from '../config';
import type { Situation, Workplace } from '../promotions/Workplace';
import type { HttpAnswer } from '../store/HttpAnswerStore';
import { allowanceOf } from './allowance';
import { post } from './post';
import { digestOf, type Question, questionOf } from './question';
import { readAnswer } from './readAnswer';
import { endpointKey, signatureOf } from './signature';

/** How long an answer is good for, in milliseconds: nothing is merged on an older one, and nobody is asked more often. */
const GOOD_FOR = 60_000;

/** Steps before which answers matter: a promotion that is being withdrawn or replaced asks nobody. */
const ASKING: ReadonlySet<Step['kind']> = new Set(['wait', 'merge', 'commit']);

/** A promotion by pull request is asked about once that is open, for it is part of the question. */
function isAsked(
  { policy }: Workplace['environment'],
  { facts }: Situation,
  step: Step,
): boolean {
  const { current } = facts;
  return (
    ASKING.has(step.kind) &&
    current?.kind === 'promotion' &&
    !current.bypassed.some(({ gate }) => gate === 'http') &&
    (policy.promote === 'commit' || current.pullRequest.status === 'open')
  );
}

async function ask(
  { sealKeys, http }: GitOpsConfig,
  { url }: HttpEndpoint,
  question: Question,
  askedAt: string,
): Promise<HttpAnswer | undefined> {
  const allowance = allowanceOf(url, http.allow);
  if (allowance.status === 'refused') return undefined;
  const { by } = allowance;
  const body = JSON.stringify({ ...question, askedAt });
  const outcome = await post({
    url,
    body,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'gitops-for-backstage',
      'X-GitOps-Signature': signatureOf(body, endpointKey(sealKeys[0], by.url)),
    },
    network: by.privateNetwork ? 'private' : 'public',
  });
  return outcome.status === 'answered' ? readAnswer(outcome.text) : outcome;
}

/**
 * Asks the endpoints of an environment that have not answered within the last minute what is proposed now.
 *
 * @returns whether anyone was asked: then what was answered is to be judged before anything is done.
 */
export async function askEndpoints(
  place: Workplace,
  situation: Situation,
  step: Step,
): Promise<'asked' | 'nothingToAsk'> {
  const { services, environment } = place;
  const { current } = situation;
  const endpoints = environment.policy.http;
  if (!current || endpoints.length === 0) return 'nothingToAsk';
  if (!isAsked(environment, situation, step)) return 'nothingToAsk';
  const now = new Date();
  const question = questionOf(place, current);
  const known = await services.httpAnswers.list(current.promotion.id);
  const asked = await Promise.all(
    endpoints.map(async endpoint => {
      const digest = digestOf(endpoint, question);
      const last = known.find(one => one.question === digest);
      // Also where it was asked in what is the future by this clock.
      const age = last && Math.abs(now.getTime() - Date.parse(last.askedAt));
      if (age !== undefined && age < GOOD_FOR) return false;
      const askedAt = now.toISOString();
      const answer = await ask(services.config, endpoint, question, askedAt);
      if (!answer) return false;
      await services.httpAnswers.save(current.promotion.id, {
        question: digest,
        askedAt,
        answer,
      });
      return true;
    }),
  );
  return asked.includes(true) ? 'asked' : 'nothingToAsk';
}
