import type { CommitRecord } from '../../git/BareRepository';
import type { Happening } from '../Happening';
import { headOf } from '../pullState';
import type {
  Account,
  QueueEntry,
  StoredActivity,
  StoredCheckRun,
  StoredRepository,
  StoredStatus,
} from '../state';
import { presentAccount } from './account';
import { presentCheckRun, presentCommit, presentStatus } from './commit';
import { type Links, nodeId } from './links';
import { presentListedPull, presentPull, presentReview } from './pull';
import { presentRepository, repositoryUrl } from './repository';

const emailOf = (login: string) => `${login}@users.noreply.github.com`;

/** A commit as pushes show it, with what it did to files. */
function presentPushed(page: string, record: CommitRecord) {
  const { commit, tree, message, author } = record;
  const person = {
    name: author.name,
    email: author.email,
    username: author.name,
  };
  return {
    id: commit,
    tree_id: tree,
    distinct: true,
    message,
    timestamp: author.date,
    url: `${page}/commit/${commit}`,
    author: person,
    committer: person,
    added: [],
    removed: [],
    modified: [],
  };
}

const exists = (commit: string) => !/^0+$/.test(commit);

async function presentPush(
  links: Links,
  repository: StoredRepository,
  { ref, before, after, by }: StoredActivity,
) {
  const { git, owner } = repository;
  const presented = presentRepository(links, repository);
  const page = presented.html_url;
  const brought =
    exists(before) && exists(after) ? await git.between(before, after) : [];
  const records = await git.readMany(brought);
  const head = exists(after) ? await git.read(after) : undefined;
  return {
    ref,
    before,
    after,
    created: !exists(before),
    deleted: !exists(after),
    forced: false,
    base_ref: null,
    compare: `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: records.map(one => presentPushed(page, one)),
    head_commit: head ? presentPushed(page, head) : null,
    pusher: { name: by.login, email: emailOf(by.login) },
    // Times are numbers here, and the owner has a name.
    repository: {
      ...presented,
      owner: { ...presented.owner, name: owner, email: emailOf(owner) },
      created_at: Date.parse(presented.created_at) / 1_000,
      pushed_at: Date.parse(presented.pushed_at) / 1_000,
      stargazers: 0,
      master_branch: presented.default_branch,
    },
  };
}

/** What apps of examples may do. */
const PERMISSIONS = [
  'administration',
  'checks',
  'contents',
  'deployments',
  'issues',
  'members',
  'metadata',
  'organization_administration',
  'organization_hooks',
  'organization_plan',
  'organization_projects',
  'organization_user_blocking',
  'pages',
  'pull_requests',
  'repository_hooks',
  'repository_projects',
  'statuses',
  'team_discussions',
  'vulnerability_alerts',
];

/** A machine of somebody's, which runs checks. */
function presentApp(links: Links, repository: StoredRepository) {
  return {
    id: repository.id,
    node_id: nodeId('App', repository.id),
    owner: presentRepository(links, repository).owner,
    name: 'ci',
    description: '',
    external_url: `${links.web}/apps/ci`,
    html_url: `${links.web}/apps/ci`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: Object.fromEntries(PERMISSIONS.map(name => [name, 'write'])),
    events: [],
  };
}

function presentRun(
  links: Links,
  repository: StoredRepository,
  run: StoredCheckRun,
) {
  const shown = presentCheckRun(links, repository, run);
  const app = presentApp(links, repository);
  return {
    ...shown,
    external_id: '',
    details_url: shown.html_url,
    app,
    check_suite: {
      id: run.id,
      node_id: nodeId('CheckSuite', run.id),
      head_branch: 'main',
      head_sha: run.commit,
      status: run.status,
      conclusion: run.conclusion,
      url: `${repositoryUrl(links, repository)}/check-suites/${run.id}`,
      before: run.commit,
      after: run.commit,
      pull_requests: [],
      app,
      created_at: run.at,
      updated_at: run.at,
    },
  };
}

async function presentReported(
  links: Links,
  repository: StoredRepository,
  status: StoredStatus,
) {
  const { git, owner, name } = repository;
  const [record] = await git.readMany([status.commit]);
  const shown = presentStatus(links, repository, status);
  return {
    id: status.id,
    sha: status.commit,
    name: `${owner}/${name}`,
    target_url: shown.target_url,
    context: status.context,
    description: status.description,
    state: status.state,
    commit: presentCommit(links, repository, record),
    branches: [...(await git.tips())]
      .filter(([, commit]) => commit === status.commit)
      .map(([branch, commit]) => ({
        name: branch,
        commit: {
          sha: commit,
          url: `${repositoryUrl(links, repository)}/commits/${commit}`,
        },
        protected: repository.protections.has(branch),
      })),
    created_at: status.at,
    updated_at: status.at,
  };
}

async function presentGroup(
  { git }: StoredRepository,
  { pull, group }: Required<QueueEntry>,
) {
  const [{ commit, tree, message, author }] = await git.readMany([
    group.commit,
  ]);
  const person = { name: author.name, email: author.email };
  return {
    head_sha: commit,
    head_ref: `refs/heads/${group.branch}`,
    base_sha: group.base,
    base_ref: `refs/heads/${pull.baseBranch}`,
    head_commit: {
      id: commit,
      tree_id: tree,
      message,
      timestamp: author.date,
      author: person,
      committer: person,
    },
  };
}

/** Why a queue let a pull request go: webhooks have words of their own for it. */
const REASONS = new Map([
  ['failed_checks', 'CI_FAILURE'],
  ['merge_conflict', 'MERGE_CONFLICT'],
]);

async function presentPullEvent(
  links: Links,
  repository: StoredRepository,
  { pull, ...happening }: Extract<Happening, { kind: 'pullRequest' }>,
) {
  const shown = {
    ...(await presentPull(links, repository, pull)),
    active_lock_reason: null,
  };
  const { action } = happening;
  const more = () => {
    switch (happening.action) {
      case 'synchronize':
        return { before: happening.before, after: happening.after };
      case 'dequeued':
        return { reason: REASONS.get(happening.reason) };
      case 'edited':
        return { changes: {} };
      default:
        return {};
    }
  };
  return { action, number: pull.number, pull_request: shown, ...more() };
}

async function presentHappening(
  links: Links,
  repository: StoredRepository,
  happening: Happening,
): Promise<[event: string, payload: Record<string, unknown>]> {
  switch (happening.kind) {
    case 'push':
      return ['push', await presentPush(links, repository, happening.activity)];
    case 'pullRequest':
      return [
        'pull_request',
        await presentPullEvent(links, repository, happening),
      ];
    case 'review': {
      const { pull, review } = happening;
      const head = await headOf(repository, pull);
      const shown = presentReview(links, repository, pull, review, head);
      return [
        'pull_request_review',
        {
          action: 'submitted',
          review: { ...shown, state: shown.state.toLowerCase() },
          pull_request: {
            ...(await presentListedPull(links, repository, pull)),
            active_lock_reason: null,
          },
        },
      ];
    }
    case 'status':
      return [
        'status',
        await presentReported(links, repository, happening.status),
      ];
    case 'checkRun': {
      const { run } = happening;
      return [
        'check_run',
        {
          action: run.status === 'completed' ? 'completed' : 'created',
          check_run: presentRun(links, repository, run),
        },
      ];
    }
    default:
      return [
        'merge_group',
        {
          action: happening.action,
          merge_group: await presentGroup(repository, happening.entry),
        },
      ];
  }
}

/** What has happened, as webhooks tell of it. */
export async function presentEvent(
  links: Links,
  repository: StoredRepository,
  by: Account,
  happening: Happening,
): Promise<{ event: string; payload: Record<string, unknown> }> {
  const [event, payload] = await presentHappening(links, repository, happening);
  return {
    event,
    payload: {
      repository: presentRepository(links, repository),
      sender: presentAccount(links, by),
      ...payload,
    },
  };
}
