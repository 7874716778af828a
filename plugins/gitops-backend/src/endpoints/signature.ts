import { createHmac } from 'node:crypto';

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/**
 * The key that requests to one entry of `gitops.http.allow` are signed with. It follows from the seal key and from the
 * entry's `url` as it is written, so whoever is asked can verify who asks, and can neither seal anything nor ask another:
 *
 *     printf %s 'gitops http gate https://change.example.com' | openssl dgst -sha256 -hmac "$GITOPS_SEAL_KEY" -r
 */
export function endpointKey(sealKey: string, allowedUrl: string): string {
  return hmac(sealKey, `gitops http gate ${allowedUrl}`);
}

/** The value of `X-GitOps-Signature`: over the body's bytes, with the hexadecimal text of the key. */
export function signatureOf(body: string, key: string): string {
  return `sha256=${hmac(key, body)}`;
}
