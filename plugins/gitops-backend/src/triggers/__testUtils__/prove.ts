import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../receivers/Receiver';
import type { ReceiverType } from '../receivers';

/** What a sender adds to a request to prove that it knows the secret. */
interface Proof {
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

function hmac(hash: string, body: Buffer, secret: string): string {
  return createHmac(hash, secret).update(body).digest('hex');
}

function proofOf(type: ReceiverType, body: Buffer, secret: string): Proof {
  const signature = hmac('sha256', body, secret);
  switch (type) {
    case 'github':
    case 'ghcr':
      return { headers: { 'x-hub-signature-256': `sha256=${signature}` } };
    case 'bitbucketCloud':
    case 'bitbucketServer':
      return { headers: { 'x-hub-signature': `sha256=${signature}` } };
    case 'gitea':
    case 'forgejo':
    case 'gogs':
      return { headers: { [`x-${type}-signature`]: signature } };
    case 'genericHmac':
      return {
        headers: { 'x-signature': `sha512=${hmac('sha512', body, secret)}` },
      };
    case 'nexus':
      return {
        headers: { 'x-nexus-webhook-signature': hmac('sha1', body, secret) },
      };
    case 'gitlab':
      return { headers: { 'x-gitlab-token': secret } };
    case 'harbor':
    case 'acr':
      return { headers: { authorization: secret } };
    case 'azureDevOps': {
      const password = Buffer.from(`hook:${secret}`).toString('base64');
      return { headers: { authorization: `Basic ${password}` } };
    }
    default:
      return { query: { secret } };
  }
}

/** A request of a sender that knows the secret. */
export function proven(
  type: ReceiverType,
  secret: string,
  { headers, body }: { headers?: Record<string, string>; body: Buffer },
): WebhookRequest {
  const proof = proofOf(type, body, secret);
  return {
    headers: { ...headers, ...proof.headers },
    query: new URLSearchParams(proof.query),
    body,
  };
}

/** The body of a payload. */
export function bodyOf(payload: object): Buffer {
  return Buffer.from(JSON.stringify(payload));
}
