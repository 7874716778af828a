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
import { parseAs, said } from './payload';
import { isSecret } from './proofs';
import type { Parsed, Receiver } from './Receiver';

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

/** What an administrator's hook says in the body is what others say in the header. */
const systemHook = z.object({ object_kind: said, event_name: said });

const KINDS: Partial<Record<string, string>> = {
  'Push Hook': 'push',
  'Tag Push Hook': 'tag_push',
  'Merge Request Hook': 'merge_request',
  'Note Hook': 'note',
};

function read(kind: string | undefined, body: Buffer): Parsed {
  switch (kind) {
    case 'push':
    case 'tag_push':
      return parseAs(body, push, ({ ref, after, ...payload }) =>
        refsPushed([
          {
            repository: payload.project.web_url,
            ref: parseRef(ref),
            commit: existing(after),
            defaultBranch: payload.project.default_branch ?? undefined,
          },
        ]),
      );
    case 'merge_request':
      return parseAs(body, mergeRequest, payload =>
        pullRequestChanged(
          payload.project.web_url,
          payload.object_attributes.iid,
        ),
      );
    case 'note':
      return parseAs(body, note, payload =>
        payload.merge_request
          ? pullRequestChanged(
              payload.project.web_url,
              payload.merge_request.iid,
            )
          : { status: 'ignored', reason: 'It is on no merge request.' },
      );
    default:
      return notActedOn(kind);
  }
}

/** Pushes, merge requests, and the comments on them, of GitLab. */
export const gitlab: Receiver = {
  sender: 'GitLab',
  proof: 'X-Gitlab-Token: the secret',
  // The first one stays the same when a delivery is tried again.
  deliveryHeaders: ['idempotency-key', 'x-gitlab-event-uuid'],
  eventHeaders: ['x-gitlab-event'],
  verify: ({ headers }, secret) => isSecret(headers['x-gitlab-token'], secret),
  parse: ({ headers, body }) => {
    const event = headers['x-gitlab-event'];
    return event === 'System Hook'
      ? parseAs(body, systemHook, payload =>
          read(payload.object_kind ?? payload.event_name, body),
        )
      : read(KINDS[event ?? ''] ?? event, body);
  },
};
