import { z } from 'zod';
import { ghcr } from './ghcr';
import {
  commitChecked,
  existing,
  mergeQueueChanged,
  notActedOn,
  objectId,
  parseRef,
  pullRequestChanged,
  pullRequestNumber,
  refName,
  refsPushed,
  repositoryUrl,
} from './git';
import { parseAs } from './payload';
import { isNamedSignature } from './proofs';
import type { Receiver } from './Receiver';

const push = z.object({
  ref: refName,
  after: objectId,
  repository: z.object({
    html_url: repositoryUrl,
    default_branch: refName.optional(),
  }),
});

/** Also of a review: both carry the pull request. */
const pullRequest = z.object({
  pull_request: z.object({ number: pullRequestNumber }),
  repository: z.object({ html_url: repositoryUrl }),
});

/** A merge that a queue tests, or no longer does. */
const mergeGroup = z.object({
  merge_group: z.object({ base_ref: refName }),
  repository: z.object({ html_url: repositoryUrl }),
});

const status = z.object({
  sha: objectId,
  repository: z.object({ html_url: repositoryUrl }),
});

const checkRun = z.object({
  check_run: z.object({ head_sha: objectId }),
  repository: z.object({ html_url: repositoryUrl }),
});

/** Pushes, pull requests, reviews, checks and merge queues of GitHub and GitHub Enterprise. */
export const github: Receiver = {
  sender: 'GitHub',
  proof: 'X-Hub-Signature-256: the HMAC of the body',
  deliveryHeaders: ['x-github-delivery'],
  verify: ({ headers, body }, secret) =>
    isNamedSignature(headers['x-hub-signature-256'], body, secret),
  eventHeaders: ['x-github-event'],
  parse: request => {
    const event = request.headers['x-github-event'];
    switch (event) {
      case 'push':
        return parseAs(request.body, push, ({ ref, after, repository }) =>
          refsPushed([
            {
              repository: repository.html_url,
              ref: parseRef(ref),
              commit: existing(after),
              defaultBranch: repository.default_branch,
            },
          ]),
        );
      case 'pull_request':
      case 'pull_request_review':
        return parseAs(request.body, pullRequest, payload =>
          pullRequestChanged(
            payload.repository.html_url,
            payload.pull_request.number,
          ),
        );
      case 'merge_group':
        return parseAs(request.body, mergeGroup, payload =>
          mergeQueueChanged(
            payload.repository.html_url,
            parseRef(payload.merge_group.base_ref),
          ),
        );
      case 'status':
        return parseAs(request.body, status, ({ sha, repository }) =>
          commitChecked(repository.html_url, sha),
        );
      case 'check_run':
        return parseAs(request.body, checkRun, payload =>
          commitChecked(
            payload.repository.html_url,
            payload.check_run.head_sha,
          ),
        );
      // One webhook of an organization can tell of its registry too.
      case 'package':
      case 'registry_package':
        return ghcr.parse(request);
      default:
        return notActedOn(event);
    }
  },
};
