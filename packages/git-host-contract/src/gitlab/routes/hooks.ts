import type { ProjectHookSchema } from '@gitbeaker/rest';
import { z } from 'zod';
import { created, ok } from '../../standIn/Answer';
import { notFound } from '../Answer';
import { type Call, listPage, parseBody, type Route } from '../Call';
import type { StoredHook, StoredProject } from '../state';

const hook = z
  .object({ url: z.string(), token: z.string().default('') })
  .catchall(z.boolean());

/** A webhook; which secret it has is never told. */
function present(project: StoredProject, stored: StoredHook) {
  return {
    id: stored.id,
    url: stored.url,
    created_at: stored.at,
    project_id: project.id,
    alert_status: 'executable',
    url_variables: [],
    ...stored.settings,
  } satisfies Partial<ProjectHookSchema>;
}

async function add(call: Call) {
  const { project, state } = call;
  const { url, token, ...settings } = parseBody(call, hook);
  const stored = { id: state.nextId(), url, token, settings, at: state.now() };
  project.hooks.push(stored);
  return created(present(project, stored));
}

async function change(call: Call) {
  const { project, params } = call;
  const stored = project.hooks.find(({ id }) => String(id) === params.hook);
  if (!stored) throw notFound();
  const { url, token, ...settings } = parseBody(call, hook);
  Object.assign(stored, { url, token, settings });
  return ok(present(project, stored));
}

export const hookRoutes: Route[] = [
  { method: 'POST', path: 'hooks', handle: add },
  { method: 'PUT', path: 'hooks/:hook', handle: change },
  {
    method: 'GET',
    path: 'hooks',
    handle: call =>
      listPage(call, call.project.hooks, one => present(call.project, one)),
  },
];
