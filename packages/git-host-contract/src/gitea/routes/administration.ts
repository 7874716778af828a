import { z } from 'zod';
import { created, notFound, ok, Refusal } from '../Answer';
import { type Call, parseBody, type Route } from '../Call';
import { presentAccount, presentRepository } from '../present/account';
import * as shapes from '../shapes';
import type { StoredRepository } from '../state';

function forAdmins({ by }: Call): void {
  if (!by.isAdmin) throw new Refusal(403, 'user should be the site admin');
}

async function createAccount(call: Call) {
  forAdmins(call);
  const { state, web } = call;
  const { username: login, password: secret } = parseBody(
    call,
    z.object({ username: z.string(), password: z.string(), email: z.email() }),
  );
  if (state.accounts.some(one => one.login === login)) {
    throw new Refusal(422, `user already exists [name: ${login}]`);
  }
  const account = { id: state.nextId(), login, secret, isAdmin: false };
  state.accounts.push(account);
  return created(presentAccount(web, account));
}

async function changeAccount(call: Call) {
  forAdmins(call);
  const { state, web, params } = call;
  const found = state.accounts.find(one => one.login === params.login);
  if (!found) throw notFound();
  const { password } = parseBody(
    call,
    z.object({
      login_name: z.string(),
      source_id: z.number(),
      password: z.string(),
    }),
  );
  found.secret = password;
  return ok(presentAccount(web, found));
}

async function createRepository(call: Call) {
  const { state, web, by } = call;
  const { name } = parseBody(
    call,
    z.object({ name: z.string(), auto_init: z.literal(true) }),
  );
  const git = await call.createGit(by.login, name);
  await git.commit('main', { 'README.md': `# ${name}\n` }, 'Initial commit');
  const repository: StoredRepository = {
    id: state.nextId(),
    owner: by,
    name,
    git,
    collaborators: new Map(),
    labels: [],
    pulls: [],
    statuses: [],
    activities: [],
    protections: [],
    hooks: [],
    methods: new Set(['merge', 'squash', 'rebase']),
  };
  state.repositories.push(repository);
  return created(presentRepository(web, repository));
}

/** What a world of tests is made with. */
export const administrationRoutes: Array<Route<Call>> = [
  {
    method: 'GET',
    path: 'user',
    shape: shapes.user,
    handle: async ({ web, by }) => ok(presentAccount(web, by)),
  },
  {
    method: 'POST',
    path: 'user/repos',
    shape: shapes.repository,
    handle: createRepository,
  },
  {
    method: 'POST',
    path: 'admin/users',
    shape: shapes.user,
    handle: createAccount,
  },
  {
    method: 'PATCH',
    path: 'admin/users/:login',
    shape: shapes.user,
    handle: changeAccount,
  },
];
