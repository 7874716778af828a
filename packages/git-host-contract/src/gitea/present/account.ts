import type { GiteaAccount, StoredRepository } from '../state';

/** Of accounts nothing else matters here. */
const SINCE = '2026-01-01T00:00:00+02:00';

export function presentAccount(web: string, { id, login }: GiteaAccount) {
  return {
    id,
    login,
    login_name: '',
    source_id: 0,
    full_name: '',
    email: `${login}@noreply.localhost`,
    avatar_url: `${web}/avatars/${id}`,
    html_url: `${web}/${login}`,
    language: '',
    is_admin: false,
    last_login: SINCE,
    created: SINCE,
    restricted: false,
    active: false,
    prohibit_login: false,
    location: '',
    website: '',
    description: '',
    visibility: 'public',
    followers_count: 0,
    following_count: 0,
    starred_repos_count: 0,
    username: login,
  };
}

/** Where people find a repository. */
export function pageOfRepository(
  web: string,
  { owner, name }: StoredRepository,
): string {
  return `${web}/${owner.login}/${name}`;
}

/** Where programs find a repository. */
export function addressOf(
  web: string,
  { owner, name }: StoredRepository,
): string {
  return `${web}/api/v1/repos/${owner.login}/${name}`;
}

export function presentRepository(web: string, repository: StoredRepository) {
  const { id, owner, name } = repository;
  const page = pageOfRepository(web, repository);
  return {
    id,
    owner: presentAccount(web, owner),
    name,
    full_name: `${owner.login}/${name}`,
    description: '',
    empty: false,
    private: true,
    fork: false,
    archived: false,
    url: addressOf(web, repository),
    html_url: page,
    clone_url: `${page}.git`,
    default_branch: 'main',
    object_format_name: 'sha1',
    created_at: SINCE,
    updated_at: SINCE,
  };
}
