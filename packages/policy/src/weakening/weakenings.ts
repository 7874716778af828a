import type { EnvironmentPolicy } from '../facts';
import { announce } from './announce';
import { approvals } from './approvals';
import {
  type Comparison,
  fixed,
  goes,
  kept,
  never,
  notWidened,
  ranked,
} from './comparisons';
import type { EnvironmentTerms } from './EnvironmentTerms';
import { locked } from './locked';
import { releases } from './releases';
import { upstreamMode, upstreams } from './upstream';
import { windows } from './windows';

/** Milliseconds as a file writes them, to the second. */
function spell(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  const parts: Array<[number, string]> = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  const shown = parts.filter(([count]) => count > 0);
  return shown.map(part => part.join('')).join('') || '0s';
}

const soak: Comparison = ({ policy: before }, { policy: after }) =>
  after.soak < before.soak
    ? [goes('gates.soak', spell(before.soak), spell(after.soak))]
    : [];

/** How each part of a policy is compared. One that is missing does not compile: what nobody compares, anybody weakens. */
const OF_POLICY = {
  protected: ranked(
    'protected',
    [false, true],
    ({ policy }) => policy.protected,
  ),
  approvals: approvals('gates.approvals', ({ policy }) => policy.approvals),
  after: upstreams,
  upstream: upstreamMode,
  soak,
  checks: (before, after) => [
    ...kept(
      'gates.checks.pullRequest',
      ({ policy }) => policy.checks.pullRequest,
    )(before, after),
    ...kept('gates.checks.source', ({ policy }) => policy.checks.source)(
      before,
      after,
    ),
  ],
  windows,
  promote: ranked(
    'promote',
    ['commit', 'pullRequest'],
    ({ policy }) => policy.promote,
  ),
  merge: ranked('merge', ['auto', 'manual'], ({ policy }) => policy.merge),
  accepts: notWidened('accepts', ({ policy }) => policy.accepts),
  rollback: (before, after) => [
    ...ranked(
      'rollback.by',
      ['commit', 'pullRequest'],
      ({ policy }) => policy.rollback.by,
    )(before, after),
    ...approvals(
      'rollback.gates.approvals',
      ({ policy }) => policy.rollback.approvals,
    )(before, after),
  ],
  http: kept('gates.http', ({ policy }) => policy.http),
  unsupported: kept('gates', ({ policy }) => policy.unsupported),
  // Another name is another environment.
  name: never,
  // Approvals bind to what was approved, whatever takes its place.
  onNewer: never,
} as const satisfies Record<keyof EnvironmentPolicy, Comparison>;

function ignoredOf({ ignore }: EnvironmentTerms): unknown[] {
  return ignore.flatMap(({ pointers, mode = 'adopt', ...selector }) =>
    pointers.map(pointer => ({ ...selector, pointer, mode })),
  );
}

/** The same for everything else that a file says of an environment. */
const OF_THE_REST = {
  repository: fixed('repository', terms => terms.repository),
  branch: fixed('branch', terms => terms.branch),
  path: fixed('path', terms => terms.path),
  // Where there was no cluster, there is nothing that could have been left.
  target: (before, after) =>
    before.target ? fixed('target', terms => terms.target)(before, after) : [],
  tier: fixed('tier', terms => terms.tier),
  engine: fixed('engine', terms => terms.engine),
  reconcile: ranked(
    'reconcile',
    ['observe', 'sync', 'heal'],
    terms => terms.reconcile,
  ),
  onViolation: ranked(
    'onViolation',
    ['show', 'revert'],
    terms => terms.onViolation,
  ),
  locked,
  ignore: notWidened('ignore', ignoredOf),
  images: fixed('images', terms => terms.images),
  edits: fixed('edits', terms => terms.edits),
  releases,
  announce,
  neighbours: notWidened(
    'What else is written to the same files',
    terms => terms.neighbours,
  ),
} as const satisfies Record<
  Exclude<keyof EnvironmentTerms, 'policy'>,
  Comparison
>;

/**
 * What an edit of the pipeline file makes weaker for one environment: for each a sentence that says what, from what to
 * what. Empty where it is as strict or stricter. What cannot be shown to be as strict counts as weaker.
 *
 * @param after - undefined where the file does not declare the environment any more.
 *
 * @public
 */
export function weakenings(
  before: EnvironmentTerms,
  after: EnvironmentTerms | undefined,
): string[] {
  if (!after) return [`${before.policy.name} is not declared any more.`];
  return [...Object.values(OF_POLICY), ...Object.values(OF_THE_REST)].flatMap(
    compare => compare(before, after),
  );
}
