// What the product and its tests use of a machine beyond Node, and what it costs to be without.
import path from 'node:path';
import {
  findChromium,
  findPostgresPrograms,
  findProgram,
  versionOf,
} from './programs.mjs';

// `git merge-tree --write-tree`, by which pull requests are merged without a work tree, came with it.
const minimumGit = '2.38';

const optionalPrograms = [
  {
    name: 'PostgreSQL',
    find: () => {
      const programs = findPostgresPrograms();
      return programs && path.join(programs, 'postgres');
    },
    cost: 'The tests on it, of several backends at once, are not run',
  },
  {
    name: 'chromium',
    find: findChromium,
    cost: 'The browser test of CI (npm run test:e2e) cannot run',
  },
  {
    name: 'kubectl',
    find: () => findProgram(['kubectl']),
    versionArguments: ['version', '--client'],
    cost: 'Costs nothing yet: no cluster is reached',
  },
  {
    name: 'helm',
    find: () => findProgram(['helm']),
    versionArguments: ['version', '--short'],
    cost: 'Costs nothing yet: charts are edited, not rendered',
  },
  {
    name: 'kustomize',
    find: () => findProgram(['kustomize']),
    versionArguments: ['version'],
    cost: 'Costs nothing yet: overlays are edited, not rendered',
  },
];

function isAtLeast(version, minimum) {
  const [major, minor] = version.split('.').map(Number);
  const [minimumMajor, minimumMinor] = minimum.split('.').map(Number);
  return major === minimumMajor ? minor >= minimumMinor : major > minimumMajor;
}

function inspectGit() {
  const wanted = `git ${minimumGit} or newer is needed`;
  const version = versionOf('git');
  if (version === undefined) {
    return {
      line: 'git: not found',
      problem: `${wanted}, and none was found.`,
    };
  }
  const line = `git ${version}`;
  if (isAtLeast(version, minimumGit)) return { line };
  return { line, problem: `${wanted}, and this is ${version}.` };
}

function inspectOptional({ name, find, versionArguments, cost }) {
  const program = find();
  if (!program) return `${name}: not found. ${cost}`;
  return `${name} ${versionOf(program, versionArguments) ?? program}`;
}

/** One line a program, for a person to read, and the problems that leave no point in going on. */
export function inspectMachine() {
  const git = inspectGit();
  return {
    lines: [git.line, ...optionalPrograms.map(inspectOptional)],
    problems: git.problem ? [git.problem] : [],
  };
}
