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
import { parseAs, readAs, said } from './payload';
import { isSecret } from './proofs';
import type { Receiver } from './Receiver';

const envelope = z.object({
  id: said,
  eventType: z.string(),
  resource: z.unknown().optional(),
});

const push = z.object({
  refUpdates: z.array(z.object({ name: refName, newObjectId: objectId })),
  repository: z.object({
    remoteUrl: repositoryUrl,
    defaultBranch: refName.optional(),
  }),
});

const pullRequest = z.object({
  pullRequestId: pullRequestNumber,
  repository: z.object({ remoteUrl: repositoryUrl }),
});

/** A service hook sends a user and a password of its settings: the password is the secret, the user does not matter. */
function passwordOf(authorization: string | undefined): string | undefined {
  const [scheme, encoded] = (authorization ?? '').split(' ', 2);
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [, ...password] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  return password.join(':');
}

/** Pushes and pull requests of Azure DevOps. */
export const azureDevOps: Receiver = {
  sender: 'Azure DevOps',
  proof: 'Authorization: the secret as the password of the service hook',
  deliveryHeaders: [],
  verify: ({ headers }, secret) =>
    isSecret(passwordOf(headers.authorization), secret),
  eventHeaders: [],
  parse: ({ body }) =>
    parseAs(body, envelope, ({ id, eventType, resource }) => {
      if (eventType === 'git.push') {
        return readAs(push, resource, ({ refUpdates, repository }) =>
          refsPushed(
            refUpdates.map(({ name, newObjectId }) => ({
              repository: repository.remoteUrl,
              ref: parseRef(name),
              commit: existing(newObjectId),
              defaultBranch:
                repository.defaultBranch &&
                parseRef(repository.defaultBranch)?.name,
            })),
            id,
          ),
        );
      }
      if (eventType.startsWith('git.pullrequest.')) {
        return readAs(pullRequest, resource, payload =>
          pullRequestChanged(
            payload.repository.remoteUrl,
            payload.pullRequestId,
            id,
          ),
        );
      }
      return notActedOn(eventType);
    }),
};
