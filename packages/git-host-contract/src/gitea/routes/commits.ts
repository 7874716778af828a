import { z } from 'zod';
import type { CommitRecord } from '../../git/BareRepository';
import { created, notFound, ok, Refusal } from '../Answer';
import {
  listPage,
  parseBody,
  type RepositoryCall,
  type RepositoryRoute,
} from '../Call';
import { presentPull } from '../present/pull';
import {
  presentActivity,
  presentCommit,
  presentStatus,
} from '../present/repository';
import * as shapes from '../shapes';
import { now, type StoredStatus } from '../state';

const reporting = z.object({
  state: z.enum(['pending', 'success', 'error', 'failure', 'warning']),
  context: z.string().default('default'),
  description: z.string().default(''),
  target_url: z.string().default(''),
});

async function readCommit(
  { repository }: RepositoryCall,
  commit: string,
): Promise<CommitRecord> {
  const record = await repository.git.read(commit);
  if (!record) throw notFound();
  return record;
}

async function report(call: RepositoryCall) {
  const { repository, state, by } = call;
  const { target_url: targetUrl, ...reported } = parseBody(call, reporting);
  const { commit } = await readCommit(call, call.params.commit);
  const status: StoredStatus = {
    ...reported,
    targetUrl,
    id: state.nextId(),
    commit,
    by,
    at: now(),
  };
  repository.statuses.push(status);
  return created(presentStatus(call, status));
}

/** Every status that was ever reported, by default the oldest last. */
async function listStatuses(call: RepositoryCall) {
  const { repository, params } = call;
  const found = repository.statuses.filter(one => one.commit === params.commit);
  return listPage(call, found.reverse(), one => presentStatus(call, one));
}

/** The pull request that was merged as a commit. */
async function readPull(call: RepositoryCall) {
  const found = call.repository.pulls.find(
    ({ state }) =>
      state.status === 'merged' && state.commit === call.params.commit,
  );
  if (!found) throw notFound();
  return ok(await presentPull(call, found));
}

/** What is in the history of one commit and not in that of another, the newest first. */
async function listCommits(call: RepositoryCall) {
  const { repository, query } = call;
  const [to, from] = [query.get('sha') ?? '', query.get('not') ?? ''];
  const { git } = repository;
  // One that is not there is a failure of the host.
  const ids = await git.between(from, to);
  return listPage(call, ids.reverse(), async id =>
    presentCommit(call, await readCommit(call, id)),
  );
}

async function readGitCommit(call: RepositoryCall) {
  const { commit } = call.params;
  if (!/^[0-9a-f]{4,40}$/.test(commit)) {
    throw new Refusal(422, 'no valid ref or sha');
  }
  return ok(presentCommit(call, await readCommit(call, commit)));
}

export const commitRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: 'git/commits/:commit',
    shape: shapes.commit,
    handle: readGitCommit,
  },
  {
    method: 'GET',
    path: 'commits/:commit/pull',
    shape: shapes.pull,
    handle: readPull,
  },
  {
    method: 'GET',
    path: 'commits',
    shape: z.array(shapes.commit),
    handle: listCommits,
  },
  {
    method: 'POST',
    path: 'statuses/:commit',
    shape: shapes.status,
    handle: report,
  },
  {
    method: 'GET',
    path: 'statuses/:commit',
    shape: z.array(shapes.status),
    handle: listStatuses,
  },
  {
    method: 'GET',
    path: 'activities/feeds',
    shape: z.array(shapes.activity),
    handle: call =>
      listPage(call, [...call.repository.activities].reverse(), one =>
        presentActivity(call, one),
      ),
  },
];
