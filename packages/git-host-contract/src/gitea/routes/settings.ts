import { z } from 'zod';
import { created, notFound, nothing, ok, Refusal } from '../Answer';
import {
  adminsOnly,
  listPage,
  parseBody,
  type RepositoryCall,
  type RepositoryRoute,
} from '../Call';
import { presentRepository } from '../present/account';
import {
  presentBranch,
  presentHook,
  presentProtection,
} from '../present/repository';
import * as shapes from '../shapes';
import { now, roleOf, type StoredHook } from '../state';

const ruling = z.object({
  rule_name: z.string(),
  required_approvals: z.number().default(0),
  dismiss_stale_approvals: z.boolean().default(false),
  ignore_stale_approvals: z.boolean().default(false),
  block_on_rejected_reviews: z.boolean().default(false),
  block_on_official_review_requests: z.boolean().default(false),
  block_on_outdated_branch: z.boolean().default(false),
  enable_status_check: z.boolean().default(false),
  status_check_contexts: z.array(z.string()).default([]),
  enable_push: z.boolean().default(false),
});

const hooking = z.object({
  config: z.record(z.string(), z.string()),
  events: z.array(z.string()).default(['push']),
  active: z.boolean().default(false),
});

function forAdmins({ repository, by }: RepositoryCall): void {
  if (roleOf(repository, by) !== 'admin') throw adminsOnly();
}

async function readBranch(call: RepositoryCall) {
  const { repository, params } = call;
  const tip = await repository.git.tip(params.branch);
  const record = tip && (await repository.git.read(tip));
  if (!record) throw notFound();
  return ok(presentBranch(call, params.branch, record));
}

async function protect(call: RepositoryCall) {
  forAdmins(call);
  const { repository } = call;
  const rule = { ...parseBody(call, ruling), at: now() };
  if (repository.protections.some(one => one.rule_name === rule.rule_name)) {
    throw new Refusal(403, 'Branch protection already exist');
  }
  repository.protections.push(rule);
  return created(presentProtection(rule));
}

async function readProtection(call: RepositoryCall) {
  forAdmins(call);
  const { repository, params } = call;
  const rule = repository.protections.find(
    one => one.rule_name === params.name,
  );
  if (!rule) throw notFound();
  return ok(presentProtection(rule));
}

async function createHook(call: RepositoryCall) {
  forAdmins(call);
  const { repository, state } = call;
  const { type, ...rest } = parseBody(
    call,
    hooking.extend({ type: z.string() }),
  );
  for (const name of ['url', 'content_type']) {
    if (!rest.config[name]) {
      throw new Refusal(422, `Missing config option: ${name}`);
    }
  }
  const hook: StoredHook = { id: state.nextId(), type, ...rest, at: now() };
  repository.hooks.push(hook);
  return created(presentHook(hook));
}

async function changeHook(call: RepositoryCall) {
  forAdmins(call);
  const { repository, params } = call;
  const hook = repository.hooks.find(one => String(one.id) === params.id);
  if (!hook) throw notFound();
  const { config, ...rest } = parseBody(call, hooking);
  Object.assign(hook, rest, { config: { ...hook.config, ...config } });
  return ok(presentHook(hook));
}

async function listHooks(call: RepositoryCall) {
  forAdmins(call);
  return listPage(call, call.repository.hooks, presentHook);
}

async function collaborate(call: RepositoryCall) {
  forAdmins(call);
  const { repository, params } = call;
  const { permission } = parseBody(
    call,
    z.object({ permission: z.enum(['read', 'write', 'admin']) }),
  );
  repository.collaborators.set(params.login, permission);
  return nothing;
}

async function remove(call: RepositoryCall) {
  forAdmins(call);
  const { state, repository } = call;
  state.repositories = state.repositories.filter(one => one !== repository);
  return nothing;
}

export const settingsRoutes: RepositoryRoute[] = [
  {
    method: 'GET',
    path: '',
    shape: shapes.repository,
    handle: async ({ web, repository }) =>
      ok(presentRepository(web, repository)),
  },
  { method: 'DELETE', path: '', shape: shapes.nothingAtAll, handle: remove },
  {
    method: 'PUT',
    path: 'collaborators/:login',
    shape: shapes.nothingAtAll,
    handle: collaborate,
  },
  {
    method: 'GET',
    path: 'branches/:branch',
    shape: shapes.branch,
    handle: readBranch,
  },
  {
    method: 'POST',
    path: 'branch_protections',
    shape: shapes.protection,
    handle: protect,
  },
  {
    method: 'GET',
    path: 'branch_protections/:name',
    shape: shapes.protection,
    handle: readProtection,
  },
  {
    method: 'GET',
    path: 'hooks',
    shape: z.array(shapes.hook),
    handle: listHooks,
  },
  { method: 'POST', path: 'hooks', shape: shapes.hook, handle: createHook },
  {
    method: 'PATCH',
    path: 'hooks/:id',
    shape: shapes.hook,
    handle: changeHook,
  },
];
