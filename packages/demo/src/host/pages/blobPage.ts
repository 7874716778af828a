import { html, type Html } from '../html';
import { layout } from './layout';
import { branchLink } from './links';

/** One file of a branch. */
export function blobPage(options: {
  repository: string;
  branch: string;
  path: string;
  content: string;
}): Html {
  const { repository, branch, path, content } = options;
  return layout(
    path,
    html`<p>
        <a href="/${repository}">${repository}</a> ·
        ${branchLink(repository, branch)}
      </p>
      <pre>${content}</pre>`,
  );
}
