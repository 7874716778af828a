import { createHmac, timingSafeEqual } from 'node:crypto';

/** Hashes that a signature may be made with. SHA-1 is for senders that have nothing else: of HMAC it is not broken. */
export type SignatureHash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

function hmac(hash: SignatureHash, key: string, data: Buffer | string): Buffer {
  return createHmac(hash, key).update(data).digest();
}

/** Are both texts the same? Takes a time that says nothing about where or in which length they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(
    hmac('sha256', 'compared', one),
    hmac('sha256', 'compared', other),
  );
}

/** Is this the secret itself? An empty secret is nobody's. */
export function isSecret(given: string | undefined, secret: string): boolean {
  return isSame(given ?? '', secret) && secret !== '';
}

/** Is this the hexadecimal HMAC of the body, made with the secret? */
export function isSignature(
  given: string | undefined,
  body: Buffer,
  secret: string,
  hash: SignatureHash = 'sha256',
): boolean {
  return (
    isSame(given ?? '', hmac(hash, secret, body).toString('hex')) &&
    secret !== ''
  );
}

/** Is this such a signature behind the name of its hash, as in `sha256=4f1c...`? */
export function isNamedSignature(
  given: string | undefined,
  body: Buffer,
  secret: string,
  hashes: readonly SignatureHash[] = ['sha256'],
): boolean {
  const [name, signature] = (given ?? '').split('=', 2);
  // A signature of no known hash is compared too, with one that it cannot be.
  const hash = hashes.find(known => known === name);
  const isValid = isSignature(signature, body, secret, hash ?? hashes[0]);
  return isValid && hash !== undefined;
}
