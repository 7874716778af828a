import { z } from 'zod';
import { created, invalid, Refusal } from '../Answer';
import { type Call, pageOf, parseBody, type Route } from '../Call';
import { newestOf } from '../newestOf';
import { presentAccount } from '../present/account';
import { presentCheckRun, presentStatus } from '../present/commit';
import { presentRepository, repositoryUrl } from '../present/repository';
import { now, type StoredCheckRun, type StoredStatus } from '../state';

const reporting = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string().default('default'),
  description: z
    .string()
    .max(140, 'description is too long (maximum is 140 characters)')
    .nullish(),
});

const running = z.object({
  name: z.string(),
  head_sha: z.string(),
  status: z.enum(['queued', 'in_progress', 'completed']).default('queued'),
  conclusion: z.string().nullish(),
  output: z.object({ title: z.string(), summary: z.string() }).optional(),
});

/** Commits are named by their ids here; the host takes branches, too. */
async function commitOf({ repository, params }: Call): Promise<string> {
  if (await repository.git.read(params.commit)) return params.commit;
  throw new Refusal(422, `No commit found for SHA: ${params.commit}`);
}

async function report(call: Call) {
  const { repository, state, by, links } = call;
  const { description, ...reported } = parseBody(call, reporting);
  const commit = await commitOf(call);
  const status: StoredStatus = {
    ...reported,
    id: state.nextId(),
    commit,
    description: description ?? null,
    by,
    at: now(),
  };
  const before = repository.statuses.filter(
    one => one.commit === commit && one.context === status.context,
  );
  if (before.length >= 1_000) {
    throw invalid(
      'Status',
      'This SHA and context has reached the maximum number of statuses.',
    );
  }
  repository.statuses.push(status);
  await state.tell(repository, by, { kind: 'status', status });
  return created({
    ...presentStatus(links, repository, status),
    creator: presentAccount(links, by),
  });
}

async function combine(call: Call) {
  const { repository, links } = call;
  const commit = await commitOf(call);
  const statuses = newestOf(
    repository.statuses.filter(one => one.commit === commit),
    ({ context }) => context,
  );
  const isFailed = statuses.some(({ state }) =>
    ['error', 'failure'].includes(state),
  );
  const isPassed =
    statuses.length > 0 && statuses.every(({ state }) => state === 'success');
  const { items, page } = pageOf(call, statuses);
  const url = `${repositoryUrl(links, repository)}/commits/${commit}`;
  const unfinished = isFailed ? 'failure' : 'pending';
  return {
    status: 200,
    page,
    body: {
      state: isPassed ? 'success' : unfinished,
      sha: commit,
      total_count: statuses.length,
      statuses: items.map(one => presentStatus(links, repository, one)),
      repository: presentRepository(links, repository),
      commit_url: url,
      url: `${url}/status`,
    },
  };
}

async function run(call: Call) {
  const { repository, state, by, links } = call;
  const { name, head_sha: commit, ...values } = parseBody(call, running);
  const check: StoredCheckRun = {
    id: state.nextId(),
    commit,
    name,
    status: values.status,
    conclusion: values.conclusion ?? null,
    title: values.output?.title ?? null,
    at: now(),
  };
  repository.checkRuns.push(check);
  await state.tell(repository, by, { kind: 'checkRun', run: check });
  return created(presentCheckRun(links, repository, check));
}

async function listRuns(call: Call) {
  const { repository, links } = call;
  const commit = await commitOf(call);
  const runs = newestOf(
    repository.checkRuns.filter(one => one.commit === commit),
    ({ name }) => name,
  );
  const { items, page } = pageOf(call, runs);
  return {
    status: 200,
    page,
    body: {
      total_count: runs.length,
      check_runs: items.map(one => presentCheckRun(links, repository, one)),
    },
  };
}

export const statusRoutes: Route[] = [
  { method: 'POST', path: 'statuses/:commit', handle: report },
  { method: 'GET', path: 'commits/:commit/status', handle: combine },
  { method: 'POST', path: 'check-runs', handle: run },
  { method: 'GET', path: 'commits/:commit/check-runs', handle: listRuns },
];
