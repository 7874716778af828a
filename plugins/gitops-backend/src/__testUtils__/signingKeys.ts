import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { git, settingsEnvironment } from '../git/git';

const run = promisify(execFile);

/** What is absent and how to give it, for the name of what is skipped; '' where nothing is. */
export const absentGpg = spawnSync('gpg', ['--version']).error
  ? ' (no gpg on PATH; Debian has a package of that name)'
  : '';

/** Whom the keys of tests are of: the committer that they are used by. */
export const SIGNER = { name: 'GitOps', email: 'gitops@example.com' };

/** A key of a test, and what verifies commits that are signed with it. */
export interface TestKey {
  key: string;
  /** For git's environment. */
  verifying: Record<string, string>;
}

/** Makes a new SSH key. */
export async function makeSshKey(
  folder: string,
  passphrase = '',
): Promise<TestKey> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'id');
  await run('ssh-keygen', [
    '-q',
    '-t',
    'ed25519',
    '-N',
    passphrase,
    '-f',
    file,
  ]);
  const allowed = join(folder, 'allowed');
  const publicKey = await readFile(`${file}.pub`, 'utf8');
  await writeFile(allowed, `${SIGNER.email} namespaces="git" ${publicKey}`);
  return {
    key: await readFile(file, 'utf8'),
    verifying: settingsEnvironment([['gpg.ssh.allowedSignersFile', allowed]]),
  };
}

/** Makes a new OpenPGP key, in a keyring that has nothing else. */
export async function makeOpenPgpKey(
  folder: string,
  passphrase = '',
): Promise<TestKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const gpg = (...args: string[]) =>
    run('gpg', [
      ...['--homedir', folder, '--batch', '--pinentry-mode', 'loopback'],
      ...['--passphrase', passphrase, ...args],
    ]);
  const name = `${SIGNER.name} <${SIGNER.email}>`;
  await gpg('--quick-gen-key', name, 'ed25519', 'sign');
  const { stdout } = await gpg('--armor', '--export-secret-keys');
  return { key: stdout, verifying: { GNUPGHOME: folder } };
}

/** Does git verify a commit by the key? */
export async function isSignedBy(
  { verifying }: TestKey,
  directory: string,
  commit: string,
): Promise<boolean> {
  return git(['verify-commit', commit], { directory, env: verifying }).then(
    () => true,
    () => false,
  );
}
