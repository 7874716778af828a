import { z } from 'zod';
import {
  existing,
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
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const project = z.object({
  web_url: repositoryUrl,
  default_branch: refName.nullish(),
});

const push = z.object({ ref: refName, after: objectId, project });

const mergeRequest = z.object({
  object_attributes: z.object({ iid: pullRequestNumber }),
  project,
});

const note = z.object({
  merge_request: z.object({ iid: pullRequestNumber }).nullish(),
  project,
});

/** Pushes, merge requests, and the comments on them, of GitLab. */
export const gitlab: Receiver = {
  sender: 'GitLab',
  proof: 'X-Gitlab-Token: the secret',
  // The first one stays the same when a delivery is tried again.
  deliveryHeaders: ['idempotency-key', 'x-gitlab-event-uuid'],
  verify: ({ headers }, secret) => isSecret(headers['x-gitlab-token'], secret),
  eventHeaders: ['x-gitlab-event'],
  parse: request => {
    const event = request.headers['x-gitlab-event'];
    switch (event) {
      case 'Push Hook':
      case 'Tag Push Hook':
        return parseAs(request.body, push, ({ ref, after, ...payload }) =>
          refsPushed([
            {
              repository: payload.project.web_url,
              ref: parseRef(ref),
              commit: existing(after),
              defaultBranch: payload.project.default_branch ?? undefined,
            },
          ]),
        );
      case 'Merge Request Hook':
        return parseAs(request.body, mergeRequest, payload =>
          pullRequestChanged(
            payload.project.web_url,
            payload.object_attributes.iid,
          ),
        );
      case 'Note Hook':
        return parseAs(request.body, note, payload =>
          payload.merge_request
            ? pullRequestChanged(
                payload.project.web_url,
                payload.merge_request.iid,
              )
            : { status: 'ignored', reason: 'It is on no merge request.' },
        );
      default:
        return notActedOn(event);
    }
  },
};
