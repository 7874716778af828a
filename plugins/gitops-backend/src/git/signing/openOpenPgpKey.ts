import { InputError } from '@backstage/errors';
import { settingsEnvironment } from '../git';
import { askProgram } from './askProgram';
import type { PrivateFolder } from './PrivateFolder';
import type { Signer } from './Signer';

/** The fingerprints of the secret keys that a listing of gpg has. */
function fingerprintsOf(listing: string): string[] {
  const records = listing.split('\n').map(line => line.split(':'));
  return records.flatMap(([kind], index) =>
    // The first fingerprint after a key is its own; those of its subkeys come later.
    kind === 'sec' ? records[index + 1]?.[9] ?? [] : [],
  );
}

/** What gpg said last, which is why it failed. */
function lastLine(output: Buffer): string {
  const lines = output.toString().trim().split('\n');
  return lines[lines.length - 1].replace(/^gpg: /, '');
}

/**
 * Opens an OpenPGP key for git to sign with, in a home of gpg's that has nothing else.
 *
 * @throws InputError where it cannot be used; nothing of the key or its passphrase is in it.
 */
export async function openOpenPgpKey(
  folder: PrivateFolder,
  { key, passphrase = '' }: { key: string; passphrase?: string },
): Promise<Signer> {
  const passphraseFile = await folder.write('passphrase', passphrase);
  await folder.write(
    'gpg.conf',
    [
      'batch',
      'no-tty',
      'pinentry-mode loopback',
      `passphrase-file ${passphraseFile}`,
      '',
    ].join('\n'),
  );
  const environment = { GNUPGHOME: folder.path };
  const gpg = (args: string[], input?: string) =>
    askProgram('gpg', args, { environment, input });

  await gpg(['--import'], key);
  const listing = await gpg(['--list-secret-keys', '--with-colons']);
  const fingerprints = fingerprintsOf(listing.stdout.toString());
  if (fingerprints.length !== 1) {
    throw new InputError(
      `gitops.git.signing.key has ${fingerprints.length} private OpenPGP keys: set one, as gpg --armor --export-secret-keys prints it.`,
    );
  }
  const [fingerprint] = fingerprints;
  const trial = await gpg(['-bsau', fingerprint], 'trial');
  if (trial.exitCode !== 0) {
    throw new InputError(
      /(bad|no) passphrase/i.test(trial.stderr.toString())
        ? `gitops.git.signing.passphrase does not open the OpenPGP key ${fingerprint}.`
        : `gpg cannot sign with the OpenPGP key ${fingerprint} of gitops.git.signing: ${lastLine(
            trial.stderr,
          )}.`,
    );
  }
  return {
    description: `the OpenPGP key ${fingerprint}`,
    environment: {
      ...environment,
      ...settingsEnvironment([
        ['gpg.format', 'openpgp'],
        ['user.signingKey', fingerprint],
      ]),
    },
  };
}
