import { z } from 'zod';
import { created, ok } from '../../standIn/Answer';
import {
  mergeInto,
  mergeTree,
  rebase,
  writeCommit,
} from '../../git/mergeBranches';
import { notAllowed, notFound, Refusal } from '../Answer';
import { type Call, mergeRequestOf, parseBody, type Route } from '../Call';
import { headOf, isFastForward, mergeStatusOf } from '../mergeState';
import { presentMergeRequest } from '../present/mergeRequest';
import type { StoredMergeRequest } from '../state';

const merging = z.object({
  sha: z.string().optional(),
  squash: z.boolean().default(false),
  merge_commit_message: z.string().optional(),
  squash_commit_message: z.string().optional(),
});

/** What the trees themselves forbid, which is answered by another status. */
const CANNOT = ['conflict', 'need_rebase', 'commits_status'];

async function checkHead(
  { project }: Call,
  mergeRequest: StoredMergeRequest,
  sha: string | undefined,
): Promise<string> {
  const head = await headOf(project, mergeRequest);
  if (sha !== undefined && sha !== head) {
    throw new Refusal(409, `SHA does not match HEAD of source branch: ${head}`);
  }
  return head;
}

/** One commit of all that a head changes, where it parted from its base. */
async function squashed(
  { project, by }: Call,
  head: string,
  base: string,
  message: string,
): Promise<string> {
  const { git } = project;
  return writeCommit(git, {
    tree: await git.git('rev-parse', `${head}^{tree}`),
    parents: [await git.mergeBase(base, head)],
    message,
    name: by.login,
  });
}

/** Brings a head into its base as the project wants it. */
async function bringIn(
  call: Call,
  mergeRequest: StoredMergeRequest,
  head: string,
) {
  const { project, by } = call;
  const { git, rules } = project;
  const { target, source, title } = mergeRequest;
  const wanted = parseBody(call, merging);
  const base = await git.git('rev-parse', `refs/heads/${target}`);
  const squashCommit = wanted.squash
    ? await squashed(
        call,
        head,
        base,
        `${wanted.squash_commit_message ?? title}\n`,
      )
    : null;
  const merged = squashCommit ?? head;
  if (rules.mergeMethod === 'ff') {
    await git.git('update-ref', `refs/heads/${target}`, merged, base);
    return { mergeCommit: null, squashCommit };
  }
  const mergeCommit = await mergeInto(git, {
    branch: target,
    head: merged,
    method: 'merge',
    message: `${
      wanted.merge_commit_message ?? `Merge branch '${source}' into '${target}'`
    }\n`,
    name: by.login,
  });
  if (!mergeCommit) throw new Refusal(422, 'Branch cannot be merged');
  return { mergeCommit, squashCommit };
}

async function merge(call: Call) {
  const { project, by, state, links } = call;
  const mergeRequest = mergeRequestOf(call);
  const status = await mergeStatusOf(project, mergeRequest);
  if (CANNOT.includes(status)) {
    throw new Refusal(422, 'Branch cannot be merged');
  }
  if (status !== 'mergeable') throw notAllowed();
  const { sha } = parseBody(call, merging);
  const head = await checkHead(call, mergeRequest, sha);
  const brought = await call.pushing(project, by, () =>
    bringIn(call, mergeRequest, head),
  );
  mergeRequest.state = {
    status: 'merged',
    by,
    at: state.now(),
    head,
    ...brought,
  };
  return ok(await presentMergeRequest(links, project, mergeRequest));
}

async function rebaseBranch(call: Call) {
  const { project, by } = call;
  const mergeRequest = mergeRequestOf(call);
  if (mergeRequest.state.status !== 'opened') throw notAllowed();
  const { git } = project;
  const base = await git.git('rev-parse', `refs/heads/${mergeRequest.target}`);
  const head = await headOf(project, mergeRequest);
  if (!(await mergeTree(git, base, head))) {
    throw new Refusal(403, 'Cannot rebase: there are conflicts');
  }
  const isThere = await isFastForward(project, base, head);
  await call.pushing(project, by, async () => {
    if (isThere) return;
    const rebased = await rebase(git, base, head);
    const branch = `refs/heads/${mergeRequest.source}`;
    await git.git('update-ref', branch, rebased ?? head, head);
  });
  mergeRequest.isRebasing = true;
  return { status: 202, body: { rebase_in_progress: true } };
}

/** Puts a merge request into the train, which never leaves here. */
async function board(call: Call) {
  const { project, state } = call;
  const mergeRequest = mergeRequestOf(call);
  if (!project.rules.hasTrains) throw notFound();
  const { sha } = parseBody(call, merging);
  await checkHead(call, mergeRequest, sha);
  if ((await mergeStatusOf(project, mergeRequest)) !== 'mergeable') {
    throw new Refusal(400, 'Merge request is not mergeable');
  }
  mergeRequest.isQueued = true;
  return created([
    {
      id: state.nextId(),
      merge_request: { id: mergeRequest.id, iid: mergeRequest.iid },
      target_branch: mergeRequest.target,
      status: 'idle',
      merged_at: null,
      duration: null,
    },
  ]);
}

export const mergingRoutes: Route[] = [
  { method: 'PUT', path: 'merge_requests/:iid/merge', handle: merge },
  { method: 'PUT', path: 'merge_requests/:iid/rebase', handle: rebaseBranch },
  {
    method: 'POST',
    path: 'merge_trains/merge_requests/:iid',
    handle: board,
  },
];
