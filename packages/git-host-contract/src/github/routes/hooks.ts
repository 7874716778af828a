import { z } from 'zod';
import { created, invalid, notFound, ok } from '../Answer';
import { type Call, listPage, parseBody, type Route } from '../Call';
import { presentHook } from '../present/hook';
import { presentRepository } from '../present/repository';
import { presentAccount } from '../present/account';
import { now, type StoredHook } from '../state';

const config = z.object({
  url: z.url(),
  secret: z.string().optional(),
  content_type: z.enum(['json', 'form']).default('form'),
  insecure_ssl: z.string().default('0'),
});

const adding = z.object({
  name: z.literal('web').default('web'),
  active: z.boolean().default(true),
  events: z.array(z.string()).default(['push']),
  config,
});

const changes = z.object({
  active: z.boolean().optional(),
  events: z.array(z.string()).optional(),
  config: config.optional(),
});

function settingsOf({ url, secret, ...rest }: z.output<typeof config>) {
  return {
    url,
    secret,
    contentType: rest.content_type,
    insecureSsl: rest.insecure_ssl,
  };
}

async function add(call: Call) {
  const { repository, state, by, links, webhooks } = call;
  const { config: given, active, events } = parseBody(call, adding);
  if (repository.hooks.some(({ url }) => url === given.url)) {
    throw invalid('Hook', 'Hook already exists on this repository');
  }
  const hook: StoredHook = {
    id: state.nextId(),
    ...settingsOf(given),
    active,
    events,
    createdAt: now(),
  };
  repository.hooks.push(hook);
  webhooks.tell({ ...repository, hooks: [hook] }, 'ping', {
    zen: 'Keep it logically awesome.',
    hook_id: hook.id,
    hook: presentHook(links, repository, hook),
    repository: presentRepository(links, repository),
    sender: presentAccount(links, by),
  });
  return created(presentHook(links, repository, hook));
}

async function update(call: Call) {
  const { repository, links, params } = call;
  const hook = repository.hooks.find(({ id }) => String(id) === params.id);
  if (!hook) throw notFound();
  const { config: given, ...rest } = parseBody(call, changes);
  // A configuration is replaced as a whole: one without a secret takes the secret away.
  Object.assign(hook, rest, given && settingsOf(given));
  return ok(presentHook(links, repository, hook));
}

export const hookRoutes: Route[] = [
  {
    method: 'GET',
    path: 'hooks',
    handle: call =>
      listPage(call, call.repository.hooks, one =>
        presentHook(call.links, call.repository, one),
      ),
  },
  { method: 'POST', path: 'hooks', handle: add },
  { method: 'PATCH', path: 'hooks/:id', handle: update },
];
