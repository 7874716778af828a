import type { CommitRecord } from '../../git/BareRepository';
import type {
  StoredActivity,
  StoredCheckRun,
  StoredRepository,
  StoredStatus,
} from '../state';
import { presentAccount } from './account';
import { type Links, nodeId } from './links';
import { repositoryUrl } from './repository';

const UNSIGNED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

/** Commits that were made by the API are signed by the host. */
function verificationOf({ signed }: StoredRepository, commit: string) {
  return signed.has(commit)
    ? {
        verified: true,
        reason: 'valid',
        signature: '-----BEGIN PGP SIGNATURE-----',
        payload: commit,
        verified_at: null,
      }
    : UNSIGNED;
}

function addressesOf(
  links: Links,
  repository: StoredRepository,
  commit: string,
) {
  return {
    sha: commit,
    url: `${repositoryUrl(links, repository)}/git/commits/${commit}`,
    html_url: `${links.web}/${repository.owner}/${repository.name}/commit/${commit}`,
  };
}

/** A commit as git's objects are shown. */
export function presentGitCommit(
  links: Links,
  repository: StoredRepository,
  record: CommitRecord,
) {
  const { commit, tree, parents, author, message } = record;
  return {
    ...addressesOf(links, repository, commit),
    node_id: nodeId('Commit', commit),
    author,
    committer: author,
    tree: {
      sha: tree,
      url: `${repositoryUrl(links, repository)}/git/trees/${tree}`,
    },
    message,
    parents: parents.map(one => addressesOf(links, repository, one)),
    verification: verificationOf(repository, commit),
  };
}

/** A commit as lists and comparisons show it. */
export function presentCommit(
  links: Links,
  repository: StoredRepository,
  record: CommitRecord,
) {
  const git = presentGitCommit(links, repository, record);
  const url = `${repositoryUrl(links, repository)}/commits/${record.commit}`;
  return {
    sha: git.sha,
    node_id: git.node_id,
    url,
    html_url: git.html_url,
    comments_url: `${url}/comments`,
    commit: {
      url: git.url,
      author: git.author,
      committer: git.committer,
      message: git.message,
      tree: git.tree,
      comment_count: 0,
      verification: git.verification,
    },
    // No account has the address of whoever wrote it.
    author: null,
    committer: null,
    parents: git.parents,
  };
}

export function presentStatus(
  links: Links,
  repository: StoredRepository,
  status: StoredStatus,
) {
  return {
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    url: `${repositoryUrl(links, repository)}/statuses/${status.commit}`,
    avatar_url: `${links.web}/avatars/${status.by.id}`,
    state: status.state,
    description: status.description,
    target_url: null,
    context: status.context,
    created_at: status.at,
    updated_at: status.at,
  };
}

export function presentCheckRun(
  links: Links,
  repository: StoredRepository,
  run: StoredCheckRun,
) {
  const url = `${repositoryUrl(links, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.commit,
    name: run.name,
    url,
    html_url: `${links.web}/${repository.owner}/${repository.name}/runs/${run.id}`,
    details_url: null,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.at,
    completed_at: run.status === 'completed' ? run.at : null,
    external_id: null,
    check_suite: { id: run.id },
    output: {
      title: run.title,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    app: null,
    pull_requests: [],
  };
}

function typeOf({ before, after }: StoredActivity) {
  if (/^0+$/.test(before)) return 'branch_creation';
  return /^0+$/.test(after) ? 'branch_deletion' : 'push';
}

export function presentActivity(links: Links, activity: StoredActivity) {
  return {
    id: activity.id,
    node_id: nodeId('Push', activity.id),
    before: activity.before,
    after: activity.after,
    ref: activity.ref,
    timestamp: activity.at,
    activity_type: typeOf(activity),
    actor: presentAccount(links, activity.by),
  };
}
