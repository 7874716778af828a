import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import * as der from './der';

/** A certificate for the loopback address with its key, both as PEM. */
export interface Certificate {
  certificate: string;
  key: string;
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const YEARS = 10;

const extension = (id: string, value: Buffer) =>
  der.sequence(der.identifier(id), der.octets(value));

const pem = (label: string, content: Buffer) =>
  [
    `-----BEGIN ${label}-----`,
    ...(content.toString('base64').match(/.{1,64}/g) ?? []),
    `-----END ${label}-----`,
    '',
  ].join('\n');

/**
 * Makes a certificate for 127.0.0.1 and localhost that signs itself (RFC 5280).
 * kubectl sends its token over TLS only, so a server on the loopback address
 * needs one too.
 */
export function selfSignedCertificate(name: string, now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const algorithm = der.sequence(der.identifier(ECDSA_WITH_SHA256));
  const subject = der.sequence(
    der.set(der.sequence(der.identifier(COMMON_NAME), der.utf8(name))),
  );
  const from = new Date(now.getTime() - 24 * 3_600_000);
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + YEARS);
  const serial = randomBytes(15);
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(Buffer.concat([Buffer.from([1]), serial])),
    algorithm,
    subject,
    der.sequence(der.time(from), der.time(until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(
      3,
      der.sequence(
        extension(
          SUBJECT_ALTERNATIVE_NAME,
          der.sequence(
            der.implicit(2, Buffer.from('localhost')),
            der.implicit(7, Buffer.from([127, 0, 0, 1])),
          ),
        ),
        extension(BASIC_CONSTRAINTS, der.sequence(der.truth())),
      ),
    ),
  );
  const signature = sign('sha256', body, privateKey);
  return {
    certificate: pem(
      'CERTIFICATE',
      der.sequence(body, algorithm, der.bits(signature)),
    ),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
