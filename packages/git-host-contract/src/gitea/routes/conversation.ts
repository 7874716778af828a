import { z } from 'zod';
import { created } from '../Answer';
import {
  pageOf,
  parseBody,
  pullOf,
  type RepositoryCall,
  type RepositoryRoute,
} from '../Call';
import { presentComment, presentEvent } from '../present/pull';
import * as shapes from '../shapes';
import { now } from '../state';

/** All of them at once, whatever page was asked for. */
async function listComments(call: RepositoryCall) {
  const pull = pullOf(call);
  const said = pull.events.filter(({ type }) => type === 'comment');
  return {
    status: 200,
    body: said.map(one => presentComment(call, pull, one)),
    total: said.length,
  };
}

async function comment(call: RepositoryCall) {
  const { state, by } = call;
  const { body } = parseBody(call, z.object({ body: z.string().min(1) }));
  const said = { id: state.nextId(), by, body, at: now() };
  pullOf(call).events.push({ ...said, type: 'comment' });
  return created(
    presentComment(call, pullOf(call), { ...said, type: 'comment' }),
  );
}

/** What happened, the oldest first. What it says of its total is how many are on the page; of nothing, it says null. */
async function listEvents(call: RepositoryCall) {
  const pull = pullOf(call);
  const since = Date.parse(call.query.get('since') ?? '1970-01-01');
  const { items } = pageOf(
    call,
    pull.events.filter(({ at }) => Date.parse(at) >= since),
  );
  const shown = items.map(one => presentEvent(call, pull, one));
  return {
    status: 200,
    body: shown.length > 0 ? shown : null,
    total: shown.length,
  };
}

export const conversationRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: 'issues/:number/comments',
    shape: z.array(shapes.comment),
    handle: listComments,
  },
  {
    method: 'POST',
    path: 'issues/:number/comments',
    shape: shapes.comment,
    handle: comment,
  },
  {
    method: 'GET',
    path: 'issues/:number/timeline',
    shape: z.array(shapes.event).nullable(),
    handle: listEvents,
  },
];
