import type { CommitSummary } from '../../git/readRepository';
import { html, type Html } from '../html';
import { difference } from './difference';
import { layout } from './layout';

/** One commit and what it changed. */
export function commitPage(options: {
  repository: string;
  commit: CommitSummary;
  changes: string;
}): Html {
  const { repository, commit, changes } = options;
  return layout(
    commit.subject,
    html`<p>
        <a href="/${repository}">${repository}</a> · <code>${commit.id}</code>
      </p>
      <p>${commit.authorName} &lt;${commit.authorEmail}&gt; · ${commit.at}</p>
      ${commit.body === '' ? undefined : html`<pre>${commit.body}</pre>`}
      ${difference(changes)}`,
  );
}
