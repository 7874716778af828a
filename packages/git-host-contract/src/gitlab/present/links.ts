/** Where the stand-in answers programs and people. */
export interface Links {
  /** Such as `http://127.0.0.1:4321/gitlab/api/v4`. */
  api: string;
  /** Such as `http://127.0.0.1:4321/gitlab`. */
  web: string;
}

/** Where a program finds a project, below the API's address. */
export function projectPath(project: string): string {
  return `projects/${encodeURIComponent(project)}`;
}
