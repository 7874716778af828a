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
import { isNamedSignature, isSignature } from './proofs';
import { firstHeader, type Receiver } from './Receiver';

/** The three are one family: each sends the headers of those that it comes from too. */
const FAMILY = ['forgejo', 'gitea', 'gogs'];

const repository = z.object({
  html_url: repositoryUrl,
  default_branch: refName.optional(),
});

const push = z.object({ ref: refName, after: objectId, repository });

const pullRequest = z.object({ number: pullRequestNumber, repository });

function headers(name: string): string[] {
  return FAMILY.map(member => `x-${member}-${name}`);
}

/** Pushes, pull requests and reviews of Gitea, Forgejo and Gogs. */
export const gitea: Receiver = {
  sender: 'Gitea, Forgejo, Gogs',
  proof: 'X-Gitea-Signature, or that of the others: the HMAC of the body',
  deliveryHeaders: headers('delivery'),
  eventHeaders: headers('event'),
  verify: (request, secret) => {
    const { body } = request;
    const own = firstHeader(request, headers('signature'));
    const common = firstHeader(request, ['x-hub-signature-256']);
    const proofs = [
      isSignature(own, body, secret),
      isNamedSignature(common, body, secret),
    ];
    return proofs.includes(true);
  },
  parse: request => {
    const event = firstHeader(request, headers('event'));
    if (event === 'push') {
      return parseAs(request.body, push, payload =>
        refsPushed([
          {
            repository: payload.repository.html_url,
            ref: parseRef(payload.ref),
            commit: existing(payload.after),
            defaultBranch: payload.repository.default_branch,
          },
        ]),
      );
    }
    // pull_request, pull_request_sync, pull_request_approved, pull_request_rejected, ...
    if (event?.startsWith('pull_request')) {
      return parseAs(request.body, pullRequest, payload =>
        pullRequestChanged(payload.repository.html_url, payload.number),
      );
    }
    return notActedOn(event);
  },
};
