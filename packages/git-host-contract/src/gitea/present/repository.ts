import type { CommitRecord } from '../../git/BareRepository';
import type { RepositoryCall } from '../Call';
import { protectionOf } from '../pullState';
import {
  roleOf,
  type StoredActivity,
  type StoredHook,
  type StoredProtection,
  type StoredStatus,
} from '../state';
import {
  addressOf,
  pageOfRepository,
  presentAccount,
  presentRepository,
} from './account';

type Place = Pick<RepositoryCall, 'web' | 'repository'>;

export function presentCommit(
  { web, repository }: Place,
  { commit, tree, parents, author, message }: CommitRecord,
) {
  const address = addressOf(web, repository);
  const refer = (kind: string, sha: string) => ({
    url: `${address}/git/${kind}/${sha}`,
    sha,
    created: author.date,
  });
  return {
    ...refer('commits', commit),
    html_url: `${pageOfRepository(web, repository)}/commit/${commit}`,
    commit: {
      url: `${address}/git/commits/${commit}`,
      author,
      committer: author,
      message: `${message}\n`,
      tree: refer('trees', tree),
      verification: null,
    },
    // No account has the address of whoever wrote it.
    author: null,
    committer: null,
    parents: parents.map(one => refer('commits', one)),
    files: null,
    stats: null,
  };
}

export function presentStatus(
  { web, repository }: Place,
  status: StoredStatus,
) {
  return {
    id: status.id,
    status: status.state,
    target_url: status.targetUrl,
    description: status.description,
    url: `${addressOf(web, repository)}/statuses/${status.commit}`,
    context: status.context,
    creator: presentAccount(web, status.by),
    created_at: status.at,
    updated_at: status.at,
  };
}

/** A branch, with what of its protection everybody may see. */
export function presentBranch(
  { web, repository, by }: Place & Pick<RepositoryCall, 'by'>,
  name: string,
  { commit, author, message }: CommitRecord,
) {
  const rule = protectionOf(repository, name);
  const role = roleOf(repository, by);
  const mayWrite = role === 'write' || role === 'admin';
  const user = { name: author.name, email: author.email, username: '' };
  return {
    name,
    commit: {
      id: commit,
      message,
      url: `${pageOfRepository(web, repository)}/commit/${commit}`,
      author: user,
      committer: user,
      verification: null,
      timestamp: author.date,
      added: null,
      removed: null,
      modified: null,
    },
    protected: rule !== undefined,
    required_approvals: rule?.required_approvals ?? 0,
    enable_status_check: rule?.enable_status_check ?? false,
    status_check_contexts: rule?.status_check_contexts ?? [],
    user_can_push: mayWrite && (rule?.enable_push ?? true),
    user_can_merge: mayWrite,
    effective_branch_protection_name:
      role === 'admin' ? rule?.rule_name ?? '' : '',
  };
}

export function presentProtection({ at, ...rule }: StoredProtection) {
  return {
    ...rule,
    branch_name: rule.rule_name,
    enable_push_whitelist: false,
    push_whitelist_usernames: [],
    push_whitelist_teams: [],
    push_whitelist_deploy_keys: false,
    enable_merge_whitelist: false,
    merge_whitelist_usernames: [],
    merge_whitelist_teams: [],
    enable_approvals_whitelist: false,
    approvals_whitelist_username: [],
    approvals_whitelist_teams: [],
    require_signed_commits: false,
    protected_file_patterns: '',
    unprotected_file_patterns: '',
    created_at: at,
    updated_at: at,
  };
}

export function presentActivity(
  { web, repository }: Place,
  activity: StoredActivity,
) {
  return {
    id: activity.id,
    user_id: activity.by.id,
    op_type: activity.type,
    act_user_id: activity.by.id,
    act_user: presentAccount(web, activity.by),
    repo_id: repository.id,
    repo: presentRepository(web, repository),
    comment_id: 0,
    comment: null,
    ref_name: activity.ref,
    is_private: true,
    content: activity.content,
    created: activity.at,
  };
}

export function presentHook({ config, at, ...hook }: StoredHook) {
  return {
    ...hook,
    branch_filter: '',
    config: { url: config.url, content_type: config.content_type },
    authorization_header: '',
    updated_at: at,
    created_at: at,
  };
}
