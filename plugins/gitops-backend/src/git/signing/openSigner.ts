import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { openOpenPgpKey } from './openOpenPgpKey';
import { openSshKey } from './openSshKey';
import { PrivateFolder } from './PrivateFolder';
import type { Signer } from './Signer';

/** A key that commits are signed with. */
export interface SigningKey {
  format: 'ssh' | 'openpgp';
  /** The private key, or the path of a file that has it. */
  key: string;
  passphrase?: string;
}

/** The private key with the line ends that programs want, however it came into the configuration. */
async function readKey(key: string): Promise<string> {
  const text = key.includes('-----BEGIN ')
    ? key
    : await readFile(key.trim(), 'utf8').catch(() => {
        // What was set is not repeated: it may be a key that was cut off.
        throw new InputError(
          'gitops.git.signing.key is neither a private key nor the path of a file that has one.',
        );
      });
  return `${text.replace(/\r\n/g, '\n').trim()}\n`;
}

/**
 * Opens the key and signs something with it, so that a wrong one is found before the first commit.
 *
 * @returns the signer, and what takes the key from the disk again.
 * @throws InputError saying what is wrong with the key.
 */
export async function openSigner({
  format,
  key,
  passphrase,
}: SigningKey): Promise<{ signer: Signer; close: () => void }> {
  const text = await readKey(key);
  const folder = await PrivateFolder.create();
  try {
    const signer =
      format === 'ssh'
        ? await openSshKey(folder, text)
        : await openOpenPgpKey(folder, { key: text, passphrase });
    return { signer, close: () => folder.remove() };
  } catch (error) {
    folder.remove();
    throw error;
  }
}
