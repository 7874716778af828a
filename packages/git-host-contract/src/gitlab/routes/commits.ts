import { ok } from '../../standIn/Answer';
import { pageOf } from '../../standIn/pageOf';
import { notFound } from '../Answer';
import { type Call, listPage, type Route } from '../Call';
import { headOf } from '../mergeState';
import { presentCommit, presentPush } from '../present/commit';
import { presentListed } from '../present/mergeRequest';
import { presentProject } from '../present/project';
import type { StoredMergeRequest } from '../state';

export async function readCommit({ project, params }: Call) {
  const record = await project.git.read(params.sha);
  if (!record) throw notFound('Commit');
  return record;
}

/** Does a merge request bring a commit, or did it? */
async function brings(
  { project }: Call,
  mergeRequest: StoredMergeRequest,
  commit: string,
): Promise<boolean> {
  const { state, versions } = mergeRequest;
  const landed =
    state.status === 'merged' ? [state.mergeCommit, state.squashCommit] : [];
  if (landed.includes(commit)) return true;
  const head = await headOf(project, mergeRequest);
  const own = await project.git.between(versions[0].base, head);
  return own.includes(commit);
}

async function listMergeRequests(call: Call) {
  const { project, params, links } = call;
  await readCommit(call);
  const found: StoredMergeRequest[] = [];
  for (const one of project.mergeRequests) {
    if (await brings(call, one, params.sha)) found.push(one);
  }
  return listPage(call, found, one => presentListed(links, project, one));
}

/** The commits of a range such as `a..b`, the newest first. How many there are is not said. */
async function list(call: Call) {
  const { project, links, query } = call;
  const { git } = project;
  const [from, to] = (query.get('ref_name') ?? 'main').split('..');
  if (to === undefined) throw notFound('Commit');
  const found = (await git.between(from, to)).reverse();
  const { items, page } = pageOf(query, found, 20);
  const records = await git.readMany(items);
  return {
    status: 200,
    page: { ...page, total: undefined },
    body: records.map(one => presentCommit(links, project, one)),
  };
}

async function listEvents(call: Call) {
  const { project, links, query } = call;
  if (query.get('action') !== 'pushed') return listPage(call, [], one => one);
  return listPage(call, project.pushes.toReversed(), one =>
    presentPush(links, project, one),
  );
}

export const commitRoutes: Route[] = [
  {
    method: 'GET',
    path: '',
    handle: async ({ links, project }) => ok(presentProject(links, project)),
  },
  { method: 'GET', path: 'repository/commits', handle: list },
  {
    method: 'GET',
    path: 'repository/commits/:sha',
    handle: async call =>
      ok(presentCommit(call.links, call.project, await readCommit(call))),
  },
  {
    method: 'GET',
    path: 'repository/commits/:sha/merge_requests',
    handle: listMergeRequests,
  },
  { method: 'GET', path: 'events', handle: listEvents },
];
