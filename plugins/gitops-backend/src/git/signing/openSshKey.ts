import { InputError } from '@backstage/errors';
import { settingsEnvironment } from '../git';
import { askProgram } from './askProgram';
import type { PrivateFolder } from './PrivateFolder';
import type { Signer } from './Signer';

/**
 * Opens an SSH key for git to sign with.
 *
 * @throws InputError where it cannot be used; nothing of the key is in it.
 */
export async function openSshKey(
  folder: PrivateFolder,
  key: string,
): Promise<Signer> {
  const file = await folder.write('key', key);
  // Nobody is there to be asked for a passphrase: the empty one is tried.
  const read = await askProgram('ssh-keygen', ['-y', '-P', '', '-f', file]);
  if (read.exitCode !== 0) {
    throw new InputError(
      /passphrase/.test(read.stderr.toString())
        ? 'gitops.git.signing.key is an SSH key with a passphrase, which nobody could enter: set one without, for this suite alone.'
        : 'gitops.git.signing.key is no private SSH key.',
    );
  }
  const trial = await askProgram(
    'ssh-keygen',
    ['-Y', 'sign', '-n', 'git', '-f', file],
    { input: 'trial' },
  );
  if (trial.exitCode !== 0) {
    throw new InputError(
      'ssh-keygen cannot sign with gitops.git.signing.key: OpenSSH 8.2 or newer is needed.',
    );
  }
  const shown = await askProgram('ssh-keygen', ['-l', '-f', '-'], {
    input: read.stdout.toString(),
  });
  const [, fingerprint] = shown.stdout.toString().split(' ');
  return {
    description: `the SSH key ${fingerprint}`,
    environment: {
      // Git writes there what is to be signed.
      TMPDIR: folder.path,
      ...settingsEnvironment([
        ['gpg.format', 'ssh'],
        ['user.signingKey', file],
      ]),
    },
  };
}
