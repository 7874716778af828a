import { html, type Html } from '../html';
import { difference } from './difference';
import { layout } from './layout';
import { branchLink, commitLink } from './links';

/** What a page shows of a pull request. */
export interface PullRequestView {
  number: number;
  title: string;
  body: string;
  state:
    | { status: 'open' | 'closed' }
    /** The commit on the base branch that brought the change. */
    | { status: 'merged'; commit: string };
  headBranch: string;
  baseBranch: string;
  headCommit: string;
  author: string;
  labels: string[];
}

/** What a page shows of a review. */
export interface ReviewView {
  login: string;
  verdict: string;
  commit: string;
  at: string;
}

/** What a page shows of what was said. */
export interface ConversationView {
  comments: Array<{ by: string; at: string; text: string }>;
  requestedReviewers: string[];
}

/** One pull request: what it says, who reviewed it, what it changes. */
export function pullRequestPage(options: {
  repository: string;
  pullRequest: PullRequestView;
  conversation: ConversationView;
  reviews: ReviewView[];
  changes: string;
}): Html {
  const { repository, pullRequest, conversation, reviews, changes } = options;
  const { comments, requestedReviewers } = conversation;
  const { number, title, body, state, headCommit } = pullRequest;
  return layout(
    `#${number} ${title}`,
    html`<p>
        <a href="/${repository}">${repository}</a> ·
        <strong>${state.status}</strong> · opened by ${pullRequest.author} ·
        from ${branchLink(repository, pullRequest.headBranch)} at
        ${commitLink(repository, headCommit)} into
        ${branchLink(repository, pullRequest.baseBranch)}
      </p>
      ${pullRequest.labels.length > 0
        ? html`<p>Labels: ${pullRequest.labels.join(', ')}</p>`
        : undefined}
      <pre>${body}</pre>
      ${comments.map(
        ({ by, at, text }) =>
          html`<p><strong>${by}</strong>, ${at}: ${text}</p>`,
      )}
      <h2>Reviews</h2>
      ${requestedReviewers.length > 0
        ? html`<p>Asked: ${requestedReviewers.join(', ')}</p>`
        : undefined}
      ${reviews.length === 0 ? html`<p>None yet.</p>` : undefined}
      <table>
        ${reviews.map(
          review => html`<tr>
            <td>${review.login}</td>
            <td>${review.verdict}</td>
            <td>${commitLink(repository, review.commit)}</td>
            <td>${review.at}</td>
          </tr> `,
        )}
      </table>
      <h2>Changes</h2>
      ${difference(changes)}`,
  );
}
