import { z } from 'zod';
import { created, ok } from '../../standIn/Answer';
import { noteOf } from '../afterPush';
import { Refusal, unauthorized } from '../Answer';
import {
  type Call,
  listPage,
  mergeRequestOf,
  parseBody,
  type Route,
} from '../Call';
import { headOf } from '../mergeState';
import { presentNote } from '../present/mergeRequest';
import { presentUser } from '../present/user';
import type { Account, StoredMergeRequest } from '../state';

function presentApprovals(call: Call, mergeRequest: StoredMergeRequest) {
  const { links, by, project } = call;
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    project_id: project.id,
    approvals_required: project.rules.approvals,
    approvals_left: Math.max(
      0,
      project.rules.approvals - mergeRequest.approvals.length,
    ),
    approved: mergeRequest.approvals.length >= project.rules.approvals,
    user_has_approved: mergeRequest.approvals.some(one => one.by === by),
    approved_by: mergeRequest.approvals.map(one => ({
      user: presentUser(links, one.by),
      approved_at: one.at,
    })),
  };
}

function setReviewer(
  { reviewers }: StoredMergeRequest,
  by: Account,
  state: 'APPROVED' | 'REQUESTED_CHANGES',
): void {
  if (reviewers.has(by)) reviewers.set(by, state);
}

async function approve(call: Call) {
  const { by, state, project } = call;
  const mergeRequest = mergeRequestOf(call);
  const { sha } = parseBody(call, z.object({ sha: z.string().optional() }));
  const head = await headOf(project, mergeRequest);
  if (sha !== undefined && sha !== head) {
    throw new Refusal(409, `SHA does not match HEAD of source branch: ${head}`);
  }
  const isApproved = mergeRequest.approvals.some(one => one.by === by);
  // Authors do not approve their own, as the project is set up.
  if (by === mergeRequest.by || isApproved) throw unauthorized();
  const [{ patch }] = mergeRequest.versions;
  mergeRequest.approvals.push({ by, patch, at: state.now() });
  mergeRequest.requestedChanges.delete(by);
  setReviewer(mergeRequest, by, 'APPROVED');
  noteOf(state, mergeRequest, by, 'approved this merge request');
  return created(presentApprovals(call, mergeRequest));
}

async function unapprove(call: Call) {
  const { by, state } = call;
  const mergeRequest = mergeRequestOf(call);
  const left = mergeRequest.approvals.filter(one => one.by !== by);
  if (left.length === mergeRequest.approvals.length) {
    throw new Refusal(404, '404 Not found');
  }
  mergeRequest.approvals = left;
  noteOf(state, mergeRequest, by, 'unapproved this merge request');
  return created(presentApprovals(call, mergeRequest));
}

/** What a line of a comment that begins with a slash makes the host do. */
async function act(call: Call, command: string): Promise<void> {
  const { by, state, project } = call;
  const mergeRequest = mergeRequestOf(call);
  if (command === '/request_changes') {
    mergeRequest.requestedChanges.add(by);
    mergeRequest.approvals = mergeRequest.approvals.filter(
      one => one.by !== by,
    );
    setReviewer(mergeRequest, by, 'REQUESTED_CHANGES');
    noteOf(state, mergeRequest, by, 'requested changes');
  }
  if (command === '/close' && mergeRequest.state.status === 'opened') {
    const head = await headOf(project, mergeRequest);
    mergeRequest.state = { status: 'closed', by, at: state.now(), head };
  }
}

async function comment(call: Call) {
  const { by, state, links, project } = call;
  const mergeRequest = mergeRequestOf(call);
  const { body } = parseBody(call, z.object({ body: z.string().min(1) }));
  const lines = body.split('\n');
  const isCommand = (line: string) => /^\/\w+/.test(line);
  for (const line of lines.filter(isCommand)) await act(call, line.trim());
  const text = lines.filter(line => !isCommand(line)).join('\n');
  if (text.trim() === '') {
    const summary = ['Applied commands.'];
    return { status: 202, body: { commands_changes: {}, summary } };
  }
  const note = { id: state.nextId(), by, at: state.now(), isSystem: false };
  const said = { ...note, body: text };
  mergeRequest.notes.push(said);
  return created(presentNote(links, project, mergeRequest, said));
}

async function list(call: Call) {
  const { links, project } = call;
  const mergeRequest = mergeRequestOf(call);
  return listPage(call, mergeRequest.notes.toReversed(), one =>
    presentNote(links, project, mergeRequest, one),
  );
}

export const reviewingRoutes: Route[] = [
  { method: 'POST', path: 'merge_requests/:iid/approve', handle: approve },
  { method: 'POST', path: 'merge_requests/:iid/unapprove', handle: unapprove },
  {
    method: 'GET',
    path: 'merge_requests/:iid/approvals',
    handle: async call => ok(presentApprovals(call, mergeRequestOf(call))),
  },
  { method: 'POST', path: 'merge_requests/:iid/notes', handle: comment },
  { method: 'GET', path: 'merge_requests/:iid/notes', handle: list },
];
