import { z } from 'zod';
import { created, invalid, ok } from '../Answer';
import { type Call, listPage, parseBody, pullOf, type Route } from '../Call';
import {
  presentComment,
  presentIssue,
  presentLabel,
  presentListedPull,
  presentPull,
} from '../present/pull';
import { headOf } from '../pullState';
import { now, type StoredPull } from '../state';

const opening = z.object({
  title: z.string().min(1),
  head: z.string(),
  base: z.string(),
  body: z.string().default(''),
});

const changes = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});

const labels = z.object({ labels: z.array(z.string()) });

async function open(call: Call) {
  const { repository, state, by, links } = call;
  const { title, head, base, body } = parseBody(call, opening);
  const [headTip, baseTip] = [
    await repository.git.tip(head),
    await repository.git.tip(base),
  ];
  if (!headTip || !baseTip) {
    const field = headTip ? 'base' : 'head';
    throw invalid('PullRequest', `${field} is invalid`);
  }
  const name = `${repository.owner}:${head}`;
  const isOpen = repository.pulls.some(
    one =>
      one.state.status === 'open' &&
      one.headBranch === head &&
      one.baseBranch === base,
  );
  if (isOpen) {
    throw invalid('PullRequest', `A pull request already exists for ${name}.`);
  }
  if ((await repository.git.between(baseTip, headTip)).length === 0) {
    throw invalid('PullRequest', `No commits between ${base} and ${head}`);
  }
  const pull: StoredPull = {
    id: state.nextId(),
    number: repository.pulls.length + 1,
    by,
    title,
    body,
    labels: [],
    headBranch: head,
    baseBranch: base,
    createdAt: now(),
    requested: [],
    reviews: [],
    comments: [],
    timeline: [],
    threads: [],
    state: { status: 'open' },
  };
  repository.pulls.push(pull);
  await state.tell(repository, by, {
    kind: 'pullRequest',
    action: 'opened',
    pull,
  });
  return created(await presentPull(links, repository, pull));
}

async function list(call: Call) {
  const { repository, query, links } = call;
  const wanted = query.get('state') ?? 'open';
  const found = repository.pulls.filter(
    ({ state, headBranch, baseBranch }) =>
      (wanted === 'all' || (state.status === 'open') === (wanted === 'open')) &&
      [null, baseBranch].includes(query.get('base')) &&
      [null, `${repository.owner}:${headBranch}`].includes(query.get('head')),
  );
  return listPage(call, found.reverse(), one =>
    presentListedPull(links, repository, one),
  );
}

async function update(call: Call) {
  const { repository, state, by, links } = call;
  const pull = pullOf(call);
  const { state: wanted, ...texts } = parseBody(call, changes);
  Object.assign(pull, texts);
  const isClosed = wanted === 'closed' && pull.state.status === 'open';
  if (isClosed) {
    const head = await headOf(repository, pull);
    const at = now();
    pull.state = { status: 'closed', by, at, head };
    pull.timeline.push({ id: state.nextId(), type: 'CLOSED_EVENT', by, at });
  }
  await state.tell(repository, by, {
    kind: 'pullRequest',
    action: isClosed ? 'closed' : 'edited',
    pull,
  });
  return ok(await presentPull(links, repository, pull));
}

async function label(call: Call, before: string[]) {
  const pull = pullOf(call);
  pull.labels = [...new Set([...before, ...parseBody(call, labels).labels])];
  return ok(
    pull.labels.map(name => presentLabel(call.links, call.repository, name)),
  );
}

async function comment(call: Call) {
  const { state, by, links, repository } = call;
  const { body } = parseBody(call, z.object({ body: z.string().min(1) }));
  const said = { id: state.nextId(), by, body, at: now() };
  pullOf(call).comments.push(said);
  return created(presentComment(links, repository, pullOf(call), said));
}

export const pullRoutes: Route[] = [
  { method: 'POST', path: 'pulls', handle: open },
  { method: 'GET', path: 'pulls', handle: list },
  {
    method: 'GET',
    path: 'pulls/:number',
    handle: async call =>
      ok(await presentPull(call.links, call.repository, pullOf(call))),
  },
  { method: 'PATCH', path: 'pulls/:number', handle: update },
  {
    method: 'GET',
    path: 'issues/:number',
    handle: async call =>
      ok(presentIssue(call.links, call.repository, pullOf(call))),
  },
  {
    method: 'POST',
    path: 'issues/:number/labels',
    handle: call => label(call, pullOf(call).labels),
  },
  {
    method: 'PUT',
    path: 'issues/:number/labels',
    handle: call => label(call, []),
  },
  {
    method: 'GET',
    path: 'issues/:number/comments',
    handle: call =>
      listPage(call, pullOf(call).comments, one =>
        presentComment(call.links, call.repository, pullOf(call), one),
      ),
  },
  { method: 'POST', path: 'issues/:number/comments', handle: comment },
];
