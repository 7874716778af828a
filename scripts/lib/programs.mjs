// Finds programs on this machine and asks them for their version.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The absolute path of the first of these names that is on PATH or in one of the other folders. */
export function findProgram(names, otherFolders = []) {
  const folders = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .concat(otherFolders);
  return names
    .flatMap(name => folders.map(folder => path.join(folder, name)))
    .find(isExecutable);
}

/** The first version number a program prints, or undefined where it prints none or does not run. */
export function versionOf(program, args = ['--version']) {
  try {
    const output = execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
    return /\d+(\.\d+)+/.exec(output)?.[0];
  } catch {
    return undefined;
  }
}

/** Chromium, or a browser of its kind: CHROMIUM names one that lies elsewhere. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return findProgram(['chromium', 'chromium-browser', 'google-chrome']);
}

const debianPostgres = '/usr/lib/postgresql';

/** The folder of PostgreSQL's server programs. Debian keeps them off PATH, by version. */
export function findPostgresPrograms() {
  const debianFolders = (
    isExecutable(debianPostgres) ? readdirSync(debianPostgres) : []
  )
    .sort((a, b) => Number(b) - Number(a))
    .map(version => path.join(debianPostgres, version, 'bin'));
  const initdb = findProgram(['initdb'], debianFolders);
  return initdb && path.dirname(initdb);
}
