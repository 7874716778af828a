import { z } from 'zod';
import { created, notFound, ok, Refusal } from '../Answer';
import {
  listPage,
  parseBody,
  pullOf,
  type RepositoryCall,
  type RepositoryRoute,
} from '../Call';
import { presentLabel, presentPull } from '../present/pull';
import { headOf, pairOf } from '../pullState';
import * as shapes from '../shapes';
import { now, type StoredPull } from '../state';

const opening = z.object({
  title: z.string().min(1, 'Required'),
  head: z.string(),
  base: z.string(),
  body: z.string().default(''),
  labels: z.array(z.number()).default([]),
});

const changes = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});

/** Labels are named by their ids; what is no id of one is passed over. */
function labelsOf({ repository }: RepositoryCall, ids: number[]) {
  return repository.labels.filter(({ id }) => ids.includes(id));
}

async function open(call: RepositoryCall) {
  const { repository, state, by } = call;
  const { head, base, labels, ...texts } = parseBody(call, opening);
  if (head === base) {
    throw new Refusal(
      422,
      'Invalid PullRequest: There are no changes between the head and the base',
    );
  }
  const [headTip, baseTip] = [
    await repository.git.tip(head),
    await repository.git.tip(base),
  ];
  if (!headTip || !baseTip) throw notFound();
  const existing = repository.pulls.find(
    one =>
      one.state.status === 'open' &&
      one.headBranch === head &&
      one.baseBranch === base,
  );
  if (existing) {
    throw new Refusal(
      409,
      `pull request already exists for these targets [id: ${existing.id}, issue_id: ${existing.number}, head_repo_id: ${repository.id}, base_repo_id: ${repository.id}, head_branch: ${head}, base_branch: ${base}]`,
    );
  }
  const commits = await repository.git.between(baseTip, headTip);
  const pull: StoredPull = {
    ...texts,
    id: state.nextId(),
    number: repository.pulls.length + 1,
    by,
    labels: labelsOf(call, labels),
    headBranch: head,
    baseBranch: base,
    createdAt: now(),
    reviews: [],
    // The push that opened it, in the name of whoever opens it.
    events: [
      {
        id: state.nextId(),
        type: 'pull_push',
        by,
        body: JSON.stringify({ is_force_push: false, commit_ids: commits }),
        at: now(),
      },
    ],
    checked: '',
    state: { status: 'open' },
  };
  // Conflicts are looked for before it is there.
  pull.checked = await pairOf(repository, pull);
  repository.pulls.push(pull);
  return created(await presentPull(call, pull));
}

async function list(call: RepositoryCall) {
  const { repository, query } = call;
  const wanted = query.get('state') ?? 'open';
  const found = repository.pulls.filter(
    ({ state, baseBranch }) =>
      (wanted === 'all' || (state.status === 'open') === (wanted === 'open')) &&
      [null, baseBranch].includes(query.get('base_branch')),
  );
  return listPage(call, found.reverse(), one => presentPull(call, one));
}

async function update(call: RepositoryCall) {
  const { repository, state, by } = call;
  const pull = pullOf(call);
  const { state: wanted, ...texts } = parseBody(call, changes);
  Object.assign(pull, texts);
  if (wanted && pull.state.status === 'merged') {
    throw new Refusal(
      412,
      'cannot change state of this pull request, it was already merged',
    );
  }
  if (wanted === 'closed' && pull.state.status === 'open') {
    const head = await headOf(repository, pull);
    pull.state = { status: 'closed', at: now(), head };
    const event = { type: 'close' as const, by, body: '', at: now() };
    pull.events.push({ id: state.nextId(), ...event });
  }
  return created(await presentPull(call, pull));
}

async function setLabels(call: RepositoryCall) {
  const pull = pullOf(call);
  const { labels } = parseBody(call, z.object({ labels: z.array(z.number()) }));
  pull.labels = labelsOf(call, labels);
  return ok(pull.labels.map(one => presentLabel(call, one)));
}

async function createLabel(call: RepositoryCall) {
  const { repository, state } = call;
  const label = parseBody(
    call,
    z.object({ name: z.string(), color: z.string().regex(/^#?[\da-f]{6}$/i) }),
  );
  const stored = { id: state.nextId(), ...label };
  repository.labels.push(stored);
  return created(presentLabel(call, stored));
}

export const pullRoutes: RepositoryRoute[] = [
  { method: 'POST', path: 'pulls', shape: shapes.pull, handle: open },
  { method: 'GET', path: 'pulls', shape: z.array(shapes.pull), handle: list },
  {
    method: 'GET',
    path: 'pulls/:number',
    shape: shapes.pull,
    handle: async call => ok(await presentPull(call, pullOf(call))),
  },
  {
    method: 'PATCH',
    path: 'pulls/:number',
    shape: shapes.pull,
    handle: update,
  },
  {
    method: 'PUT',
    path: 'issues/:number/labels',
    shape: z.array(shapes.label),
    handle: setLabels,
  },
  {
    method: 'GET',
    path: 'labels',
    shape: z.array(shapes.label),
    handle: call =>
      listPage(call, call.repository.labels, one => presentLabel(call, one)),
  },
  { method: 'POST', path: 'labels', shape: shapes.label, handle: createLabel },
];
