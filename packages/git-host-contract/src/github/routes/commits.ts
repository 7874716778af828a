import type { CommitRecord } from '../../git/BareRepository';
import { notFound, ok, Refusal } from '../Answer';
import { type Call, listPage, pageOf, type Route } from '../Call';
import {
  presentActivity,
  presentCommit,
  presentGitCommit,
} from '../present/commit';
import { nodeId } from '../present/links';
import { presentListedPull } from '../present/pull';
import { presentRepository, repositoryUrl } from '../present/repository';
import { headOf } from '../pullState';
import type { StoredPull } from '../state';

async function readCommit(
  { repository }: Call,
  commit: string,
): Promise<CommitRecord> {
  const record = await repository.git.read(commit);
  if (!record) throw notFound();
  return record;
}

/** Does a pull request bring a commit, or did it? */
async function brings(
  { repository }: Call,
  pull: StoredPull,
  commit: string,
): Promise<boolean> {
  const { state } = pull;
  if (state.status === 'merged' && state.commit === commit) return true;
  const base =
    state.status === 'merged' ? `${state.commit}^1` : pull.baseBranch;
  const head = await headOf(repository, pull);
  return (await repository.git.between(base, head)).includes(commit);
}

async function listPulls(call: Call) {
  const { repository, params, links } = call;
  if (!(await repository.git.read(params.commit))) {
    throw new Refusal(422, `No commit found for SHA: ${params.commit}`);
  }
  const found: StoredPull[] = [];
  for (const pull of repository.pulls) {
    if (await brings(call, pull, params.commit)) found.push(pull);
  }
  return listPage(call, found, one =>
    presentListedPull(links, repository, one),
  );
}

/** What came to `head` since it parted from `base`, the oldest first. */
async function compare(call: Call) {
  const { repository, params, links } = call;
  const [base, head] = params.range.split('...');
  const from = await readCommit(call, base);
  const to = await readCommit(call, head);
  const { git } = repository;
  const ahead = await git.between(from.commit, to.commit);
  const behind = await git.between(to.commit, from.commit);
  const parted = await readCommit(
    call,
    await git.mergeBase(from.commit, to.commit),
  );
  const { items, page: shown } = pageOf(call, ahead);
  const records = await git.readMany(items);
  const url = `${repositoryUrl(links, repository)}/compare/${params.range}`;
  const page = `${presentRepository(links, repository).html_url}/compare/${
    params.range
  }`;
  const onlyOne = ahead.length > 0 ? 'ahead' : 'behind';
  const apart = behind.length > 0 && ahead.length > 0 ? 'diverged' : onlyOne;
  return {
    status: 200,
    page: shown,
    body: {
      url,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: presentCommit(links, repository, from),
      merge_base_commit: presentCommit(links, repository, parted),
      status: from.commit === to.commit ? 'identical' : apart,
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: records.map(one => presentCommit(links, repository, one)),
      files: [],
    },
  };
}

/** Every ref whose name begins so. */
async function matchRefs({ repository, params, links }: Call) {
  const tips = [...(await repository.git.tips())].filter(([branch]) =>
    `heads/${branch}`.startsWith(params.ref),
  );
  return ok(
    tips.map(([branch, commit]) => ({
      ref: `refs/heads/${branch}`,
      node_id: nodeId('Ref', branch),
      url: `${repositoryUrl(links, repository)}/git/refs/heads/${branch}`,
      object: {
        type: 'commit',
        sha: commit,
        url: `${repositoryUrl(links, repository)}/git/commits/${commit}`,
      },
    })),
  );
}

async function listActivities(call: Call) {
  const { repository, query, links } = call;
  const found = repository.activities.filter(({ ref }) =>
    [null, ref].includes(query.get('ref')),
  );
  return listPage(call, found.reverse(), one => presentActivity(links, one));
}

export const commitRoutes: Route[] = [
  {
    method: 'GET',
    path: '',
    handle: async ({ links, repository }) =>
      ok(presentRepository(links, repository)),
  },
  {
    method: 'GET',
    path: 'git/commits/:commit',
    handle: async call =>
      ok(
        presentGitCommit(
          call.links,
          call.repository,
          await readCommit(call, call.params.commit),
        ),
      ),
  },
  { method: 'GET', path: 'commits/:commit/pulls', handle: listPulls },
  { method: 'GET', path: 'compare/:range', handle: compare },
  { method: 'GET', path: 'activity', handle: listActivities },
  { method: 'GET', path: 'git/matching-refs/:ref', handle: matchRefs },
];
