import type { CommitSummary } from '../../git/readRepository';
import { html, type Html } from '../html';
import { layout } from './layout';
import { branchLink, commitLink, fileLink, pullRequestLink } from './links';
import type { PullRequestView } from './pullRequestPage';

/** One repository at one of its branches. */
export function repositoryPage(options: {
  repository: string;
  branch: string;
  branches: Array<{ name: string; commit: string }>;
  commits: CommitSummary[];
  files: string[];
  pullRequests: PullRequestView[];
}): Html {
  const { repository, branch, branches, commits, files, pullRequests } =
    options;
  return layout(
    repository,
    html`<h2>Pull requests</h2>
      ${pullRequests.length === 0 ? html`<p>None yet.</p>` : undefined}
      <table>
        ${pullRequests.map(
          pullRequest => html`<tr>
            <td>${pullRequestLink(repository, pullRequest)}</td>
            <td>${pullRequest.state.status}</td>
            <td>${pullRequest.author}</td>
          </tr> `,
        )}
      </table>
      <h2>Branches</h2>
      <table>
        ${branches.map(
          ({ name, commit }) => html`<tr>
            <td>${branchLink(repository, name)}</td>
            <td>${commitLink(repository, commit)}</td>
          </tr> `,
        )}
      </table>
      <h2>Newest commits of ${branch}</h2>
      <table>
        ${commits.map(
          commit => html`<tr>
            <td>${commitLink(repository, commit.id)}</td>
            <td>${commit.subject}</td>
            <td>${commit.authorName}</td>
            <td>${commit.at}</td>
          </tr> `,
        )}
      </table>
      <h2>Files of ${branch}</h2>
      <ul>
        ${files.map(
          file => html`<li>${fileLink(repository, branch, file)}</li> `,
        )}
      </ul>`,
  );
}
