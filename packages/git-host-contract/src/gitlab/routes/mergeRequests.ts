import { z } from 'zod';
import { created, ok } from '../../standIn/Answer';
import { noteOf, readVersion } from '../afterPush';
import { Refusal } from '../Answer';
import {
  type Call,
  listPage,
  mergeRequestOf,
  parseBody,
  type Route,
} from '../Call';
import { headOf } from '../mergeState';
import {
  presentListed,
  presentMergeRequest,
  presentVersion,
} from '../present/mergeRequest';
import type { StoredMergeRequest } from '../state';

const labels = z
  .string()
  .transform(text => text.split(',').filter(name => name !== ''));

const opening = z.object({
  title: z.string().min(1),
  source_branch: z.string(),
  target_branch: z.string(),
  description: z.string().default(''),
  labels: labels.default([]),
});

const changes = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  labels: labels.optional(),
  reviewer_ids: z.array(z.number()).optional(),
  state_event: z.enum(['close', 'reopen']).optional(),
});

async function open(call: Call) {
  const { project, state, by, links } = call;
  const { git } = project;
  const wanted = parseBody(call, opening);
  const { source_branch: source, target_branch: target } = wanted;
  for (const [field, branch] of Object.entries({ source, target })) {
    if (await git.tip(branch)) continue;
    throw new Refusal(422, [
      `${
        field === 'source' ? 'Source' : 'Target'
      } branch "${branch}" does not exist`,
    ]);
  }
  const existing = project.mergeRequests.find(
    one =>
      one.state.status === 'opened' &&
      one.source === source &&
      one.target === target,
  );
  if (existing) {
    throw new Refusal(409, [
      `Another open merge request already exists for this source branch: !${existing.iid}`,
    ]);
  }
  const mergeRequest: StoredMergeRequest = {
    id: state.nextId(),
    iid: project.mergeRequests.length + 1,
    by,
    title: wanted.title,
    description: wanted.description,
    labels: wanted.labels,
    source,
    target,
    createdAt: state.now(),
    reviewers: new Map(),
    approvals: [],
    requestedChanges: new Set(),
    notes: [],
    versions: [await readVersion(state, project, { source, target })],
    isQueued: false,
    isRebasing: false,
    state: { status: 'opened' },
  };
  project.mergeRequests.push(mergeRequest);
  return created(await presentMergeRequest(links, project, mergeRequest));
}

async function list(call: Call) {
  const { project, query, links } = call;
  const iids = query.getAll('iids[]');
  const found = project.mergeRequests.filter(
    ({ iid, state, source, target }) =>
      [null, 'all', state.status].includes(query.get('state')) &&
      [null, source].includes(query.get('source_branch')) &&
      [null, target].includes(query.get('target_branch')) &&
      (iids.length === 0 || iids.includes(String(iid))),
  );
  const inOrder = query.get('sort') === 'asc' ? found : found.reverse();
  return listPage(call, inOrder, one => presentListed(links, project, one));
}

async function show(call: Call) {
  const { project, links, query } = call;
  const mergeRequest = mergeRequestOf(call);
  const shown = await presentMergeRequest(links, project, mergeRequest);
  if (query.get('include_rebase_in_progress') !== 'true') return ok(shown);
  const isGoing = mergeRequest.isRebasing;
  mergeRequest.isRebasing = false;
  return ok({ ...shown, rebase_in_progress: isGoing });
}

async function update(call: Call) {
  const { project, by, links, state: all } = call;
  const mergeRequest = mergeRequestOf(call);
  const {
    state_event: event,
    reviewer_ids: ids,
    ...texts
  } = parseBody(call, changes);
  Object.assign(mergeRequest, texts);
  if (ids) {
    const asked = all.accounts.filter(({ id }) => ids.includes(id));
    mergeRequest.reviewers = new Map(
      asked.map(one => [one, mergeRequest.reviewers.get(one) ?? 'UNREVIEWED']),
    );
  }
  if (event === 'close' && mergeRequest.state.status === 'opened') {
    const head = await headOf(project, mergeRequest);
    mergeRequest.state = { status: 'closed', by, at: all.now(), head };
    noteOf(all, mergeRequest, by, 'closed');
  }
  if (event === 'reopen' && mergeRequest.state.status === 'closed') {
    mergeRequest.state = { status: 'opened' };
  }
  return ok(await presentMergeRequest(links, project, mergeRequest));
}

export const mergeRequestRoutes: Route[] = [
  { method: 'POST', path: 'merge_requests', handle: open },
  { method: 'GET', path: 'merge_requests', handle: list },
  { method: 'GET', path: 'merge_requests/:iid', handle: show },
  { method: 'PUT', path: 'merge_requests/:iid', handle: update },
  {
    method: 'GET',
    path: 'merge_requests/:iid/versions',
    handle: call => {
      const mergeRequest = mergeRequestOf(call);
      return listPage(call, mergeRequest.versions, one =>
        presentVersion(mergeRequest, one),
      );
    },
  },
];
