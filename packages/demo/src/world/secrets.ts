import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { isError } from '@backstage/errors';
import { z } from 'zod';

const SECRET_BYTES = 24;
const OWNER_ONLY = 0o600;

/** What the secrets of a file look like as its text. */
interface SecretFormat {
  parse(text: string): Record<string, string>;
  print(secrets: Record<string, string>): string;
}

const secretsSchema = z.record(z.string(), z.string().min(1));

/** Login -> token, as JSON. */
export const accountsFormat: SecretFormat = {
  parse: text => secretsSchema.parse(JSON.parse(text)),
  print: secrets => `${JSON.stringify(secrets, undefined, 2)}\n`,
};

/** `KEY=value` lines. */
export const settingsFormat: SecretFormat = {
  parse: text => secretsSchema.parse(parseEnv(text)),
  print: secrets =>
    Object.entries(secrets)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
};

/**
 * Reads a file of secrets.
 *
 * @returns undefined where there is no such file.
 */
export async function readSecrets(
  file: string,
  format: SecretFormat,
): Promise<Record<string, string> | undefined> {
  try {
    return format.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Only the owner can read the file. Whoever reads meanwhile sees the whole old one or the whole new one. */
async function saveSecrets(
  file: string,
  format: SecretFormat,
  secrets: Record<string, string>,
): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, format.print(secrets), { mode: OWNER_ONLY });
  await rename(unfinished, file);
}

/** Adds a random secret for each name that the file does not have yet. */
export async function ensureSecrets(
  file: string,
  format: SecretFormat,
  names: string[],
): Promise<Record<string, string>> {
  const secrets = (await readSecrets(file, format)) ?? {};
  const missing = names.filter(name => secrets[name] === undefined);
  if (missing.length === 0) return secrets;
  for (const name of missing) {
    secrets[name] = randomBytes(SECRET_BYTES).toString('hex');
  }
  await saveSecrets(file, format, secrets);
  return secrets;
}

/** Sets what the backend and the app find in their environment, beside what is set already. */
export async function putSettings(
  file: string,
  settings: Record<string, string>,
): Promise<void> {
  const known = (await readSecrets(file, settingsFormat)) ?? {};
  await saveSecrets(file, settingsFormat, { ...known, ...settings });
}
