import { html, type Html } from '../html';

const SHORT_COMMIT_LENGTH = 7;

/** A commit's short name, leading to its page. */
export function commitLink(repository: string, commit: string): Html {
  return html`<a href="/${repository}/commit/${commit}"
    ><code>${commit.slice(0, SHORT_COMMIT_LENGTH)}</code></a
  >`;
}

/** A branch's name, leading to its commits and files. */
export function branchLink(repository: string, branch: string): Html {
  return html`<a href="/${repository}/tree/${encodeURIComponent(branch)}"
    ><code>${branch}</code></a
  >`;
}

/** A file's path, leading to its content on a branch. */
export function fileLink(
  repository: string,
  branch: string,
  path: string,
): Html {
  const target = [branch, ...path.split('/')].map(encodeURIComponent).join('/');
  return html`<a href="/${repository}/blob/${target}"><code>${path}</code></a>`;
}

/** A pull request's title, leading to its page. */
export function pullRequestLink(
  repository: string,
  pullRequest: { number: number; title: string },
): Html {
  return html`<a href="/${repository}/pulls/${pullRequest.number}"
    >#${pullRequest.number} ${pullRequest.title}</a
  >`;
}
