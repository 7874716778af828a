import type { StoredRepository } from '../state';
import { presentAccount } from './account';
import { type Links, nodeId, urlsBelow } from './links';

const URLS = [
  'archive',
  'assignees',
  'blobs',
  'branches',
  'collaborators',
  'comments',
  'commits',
  'compare',
  'contents',
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'git_commits',
  'git_refs',
  'git_tags',
  'hooks',
  'issue_comment',
  'issue_events',
  'issues',
  'keys',
  'labels',
  'languages',
  'merges',
  'milestones',
  'notifications',
  'pulls',
  'releases',
  'stargazers',
  'statuses',
  'subscribers',
  'subscription',
  'tags',
  'teams',
  'trees',
];

/** Where a program finds a repository. */
export function repositoryUrl(
  links: Links,
  { owner, name }: StoredRepository,
): string {
  return `${links.api}/repos/${owner}/${name}`;
}

export function presentRepository(links: Links, repository: StoredRepository) {
  const { id, owner, ownerId, name } = repository;
  const url = repositoryUrl(links, repository);
  const page = `${links.web}/${owner}/${name}`;
  const account = { id: ownerId, login: owner, type: 'User' as const };
  return {
    ...urlsBelow(url, URLS),
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: `${owner}/${name}`,
    owner: presentAccount(links, account),
    private: true,
    html_url: page,
    description: 'Where we deploy from',
    fork: false,
    url,
    clone_url: `${page}.git`,
    git_url: `${page}.git`,
    ssh_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: '',
    language: 'HTML',
    is_template: false,
    topics: [],
    visibility: 'private',
    web_commit_signoff_required: false,
    custom_properties: {},
    default_branch: 'main',
    forks: 0,
    forks_count: 0,
    has_downloads: true,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    open_issues: 0,
    open_issues_count: 0,
    license: null,
    size: 1,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    network_count: 0,
    subscribers_count: 0,
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}
