import { z } from 'zod';
import { created, invalid, ok, Refusal } from '../Answer';
import { type Call, listPage, parseBody, pullOf, type Route } from '../Call';
import { presentListedPull, presentReview } from '../present/pull';
import { headOf } from '../pullState';
import { now, type StoredReview } from '../state';

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

const reviewing = z.object({
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']),
  body: z.string().default(''),
});

async function review(call: Call) {
  const { state, by, links, repository } = call;
  const pull = pullOf(call);
  const { event, body } = parseBody(call, reviewing);
  if (event !== 'COMMENT' && by.login === pull.by.login) {
    const what = event === 'APPROVE' ? 'approve' : 'request changes on';
    throw new Refusal(422, 'Unprocessable Entity', {
      errors: [`Can not ${what} your own pull request`],
    });
  }
  const head = await headOf(repository, pull);
  const given: StoredReview = {
    id: state.nextId(),
    by,
    state: STATES[event],
    body,
    commit: head,
    at: now(),
  };
  pull.reviews.push(given);
  pull.requested = pull.requested.filter(one => one.login !== by.login);
  await state.tell(repository, by, { kind: 'review', pull, review: given });
  return ok(presentReview(links, repository, pull, given, head));
}

async function list(call: Call) {
  const { links, repository } = call;
  const pull = pullOf(call);
  const head = await headOf(repository, pull);
  return listPage(call, pull.reviews, one =>
    presentReview(links, repository, pull, one, head),
  );
}

async function request(call: Call) {
  const { state, links, repository } = call;
  const pull = pullOf(call);
  const { reviewers } = parseBody(
    call,
    z.object({ reviewers: z.array(z.string()) }),
  );
  if (reviewers.includes(pull.by.login)) {
    throw invalid(
      'PullRequest',
      'Review cannot be requested from pull request author.',
    );
  }
  const found = state.accounts.filter(
    ({ login, type }) => type === 'User' && reviewers.includes(login),
  );
  if (found.length < reviewers.length) {
    throw new Refusal(
      422,
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of this repository.',
    );
  }
  pull.requested = [...new Set([...pull.requested, ...found])];
  return created(await presentListedPull(links, repository, pull));
}

export const reviewRoutes: Route[] = [
  { method: 'POST', path: 'pulls/:number/reviews', handle: review },
  { method: 'GET', path: 'pulls/:number/reviews', handle: list },
  {
    method: 'POST',
    path: 'pulls/:number/requested_reviewers',
    handle: request,
  },
];
