// Brings node_modules to what yarn.lock says, with the yarn that is committed. Runs on Node 20 and without dependencies.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isSupportedNode, supportedNodes } from './nodeVersion.mjs';
import {
  inRepository,
  repositoryEnvironment,
  repositoryRoot,
} from './repository.mjs';

// Beside what it vouches for: whoever deletes node_modules deletes the claim that it is current.
const fingerprintFile = inRepository('node_modules/.cache/setup/fingerprint');
const ownNode = inRepository('node_modules/.bin/node');

function readManifest() {
  return JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
}

function filesThatDecide({ workspaces }) {
  const packages = workspaces
    .map(pattern => path.dirname(pattern))
    .flatMap(folder =>
      readdirSync(inRepository(folder))
        .sort()
        .map(name => path.join(folder, name, 'package.json')),
    );
  return ['package.json', 'yarn.lock', '.yarnrc.yml', ...packages]
    .map(file => inRepository(file))
    .filter(file => existsSync(file));
}

function fingerprintOf(manifest) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch}\0`);
  for (const file of filesThatDecide(manifest)) {
    hash.update(`${path.relative(repositoryRoot, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function isCurrent(fingerprint) {
  return (
    existsSync(inRepository('node_modules/.yarn-state.yml')) &&
    existsSync(fingerprintFile) &&
    readFileSync(fingerprintFile, 'utf8') === fingerprint
  );
}

function canWriteHome() {
  try {
    accessSync(homedir(), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function installWithYarn({ packageManager }) {
  const release = packageManager.replace('@', '-');
  const result = spawnSync(
    process.execPath,
    [inRepository(`.yarn/releases/${release}.cjs`), 'install', '--immutable'],
    {
      cwd: repositoryRoot,
      stdio: 'inherit',
      env: {
        ...process.env,
        YARN_ENABLE_TELEMETRY: '0',
        // yarn keeps what it downloads in the home folder, which some machines lack or protect.
        ...(canWriteHome() || {
          YARN_GLOBAL_FOLDER: inRepository('.yarn/berry'),
        }),
      },
    },
  );
  if (result.status !== 0) {
    throw new Error(
      'Installing the dependencies failed; what yarn says is above.',
    );
  }
}

/**
 * Each platform's Node offers itself as "node", and all of them are unpacked on every platform: leaves the one that
 * fits this machine on PATH, or none where none fits.
 */
function linkFittingNode({ optionalDependencies }) {
  const platform = `${process.platform}-${process.arch}`;
  const fitting = Object.keys(optionalDependencies)
    .filter(name => name.endsWith(platform))
    .map(name => inRepository('node_modules', name, 'bin/node'))
    .find(file => existsSync(file));
  rmSync(ownNode, { force: true });
  if (fitting) {
    symlinkSync(path.relative(path.dirname(ownNode), fitting), ownNode);
  }
}

/** Installs where something changed since the last time, and does nothing otherwise. */
export function installDependencies() {
  const manifest = readManifest();
  const fingerprint = fingerprintOf(manifest);
  if (isCurrent(fingerprint)) return;
  installWithYarn(manifest);
  linkFittingNode(manifest);
  mkdirSync(path.dirname(fingerprintFile), { recursive: true });
  writeFileSync(fingerprintFile, fingerprint);
}

/** The version of the Node that `npm run` starts; fails where the product does not run on it. */
export function requireNodeOfNpmRun() {
  const version = execFileSync('node', ['--version'], {
    encoding: 'utf8',
    env: repositoryEnvironment(),
  }).trim();
  if (isSupportedNode(version)) return version;
  throw new Error(
    `Node ${supportedNodes} is needed. \`npm run\` finds ${version} here, and none was installed along for ${process.platform} on ${process.arch}: install Node ${supportedNodes} and put it first on PATH.`,
  );
}
