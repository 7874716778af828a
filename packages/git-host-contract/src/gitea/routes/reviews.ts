import { z } from 'zod';
import { created, notFound, ok, Refusal } from '../Answer';
import {
  listPage,
  parseBody,
  pullOf,
  type RepositoryCall,
  type RepositoryRoute,
} from '../Call';
import { presentReview } from '../present/pull';
import { headOf } from '../pullState';
import * as shapes from '../shapes';
import {
  type GiteaAccount,
  now,
  roleOf,
  type StoredPull,
  type StoredReview,
} from '../state';

const reviewing = z.object({
  event: z.enum(['APPROVED', 'REQUEST_CHANGES', 'COMMENT']),
  body: z.string().default(''),
});

/** Only those who may write are heard, and of each of them only the newest word. */
function makeOfficial(
  { repository }: RepositoryCall,
  pull: StoredPull,
  by: GiteaAccount,
): boolean {
  const isOfficial = ['write', 'admin'].includes(roleOf(repository, by));
  for (const one of pull.reviews) {
    if (isOfficial && one.by.login === by.login) one.official = false;
  }
  return isOfficial;
}

async function give(
  call: RepositoryCall,
  pull: StoredPull,
  by: GiteaAccount,
  said: Pick<StoredReview, 'state' | 'body'>,
): Promise<StoredReview> {
  const given: StoredReview = {
    ...said,
    id: call.state.nextId(),
    by,
    commit:
      said.state === 'REQUEST_REVIEW'
        ? ''
        : await headOf(call.repository, pull),
    stale: false,
    official: said.state !== 'COMMENT' && makeOfficial(call, pull, by),
    dismissed: false,
    at: now(),
  };
  pull.reviews.push(given);
  return given;
}

async function review(call: RepositoryCall) {
  const { by, state } = call;
  const pull = pullOf(call);
  const { event, body } = parseBody(call, reviewing);
  if (event !== 'COMMENT' && by.login === pull.by.login) {
    const what = event === 'APPROVED' ? 'approve' : 'reject';
    throw new Refusal(422, `${what} your own pull is not allowed`);
  }
  if (event !== 'APPROVED' && body.trim() === '') {
    throw new Refusal(422, `review event ${event} requires a body`);
  }
  if (pull.state.status !== 'open') {
    throw new Refusal(422, "can't submit review for a closed or merged PR");
  }
  // Whoever reviews is not asked for a review any more.
  pull.reviews = pull.reviews.filter(
    one => one.by.login !== by.login || one.state !== 'REQUEST_REVIEW',
  );
  const given = await give(call, pull, by, { state: event, body });
  pull.events.push({
    id: state.nextId(),
    type: 'review',
    by,
    body,
    at: now(),
  });
  return ok(presentReview(call, pull, given));
}

async function list(call: RepositoryCall) {
  const pull = pullOf(call);
  return listPage(call, pull.reviews, one => presentReview(call, pull, one));
}

async function request(call: RepositoryCall) {
  const { state, repository } = call;
  const pull = pullOf(call);
  const { reviewers } = parseBody(
    call,
    z.object({ reviewers: z.array(z.string()) }),
  );
  const accounts = reviewers.map(login => {
    const found = state.accounts.find(one => one.login === login);
    if (!found) throw notFound('UserNotExist');
    return found;
  });
  const asked: StoredReview[] = [];
  for (const account of accounts) {
    // Those before it are asked already.
    if (account.login === pull.by.login) {
      throw new Refusal(
        422,
        `poster of pr can't be reviewer [user_id: ${account.id}, repo_id: ${repository.id}]`,
      );
    }
    if (roleOf(repository, account) === 'none') {
      throw new Refusal(
        422,
        `Reviewer can't read [user_id: ${account.id}, repo_name: ${repository.name}]`,
      );
    }
    const newest = pull.reviews.findLast(one => one.by.login === account.login);
    if (newest?.state === 'REQUEST_REVIEW') continue;
    const wanted = { state: 'REQUEST_REVIEW' as const, body: '' };
    asked.push(await give(call, pull, account, wanted));
  }
  return created(asked.map(one => presentReview(call, pull, one)));
}

export const reviewRoutes: RepositoryRoute[] = [
  {
    method: 'POST',
    path: 'pulls/:number/reviews',
    shape: shapes.review,
    handle: review,
  },
  {
    method: 'GET',
    path: 'pulls/:number/reviews',
    shape: z.array(shapes.review),
    handle: list,
  },
  {
    method: 'POST',
    path: 'pulls/:number/requested_reviewers',
    shape: z.array(shapes.review),
    handle: request,
  },
];
