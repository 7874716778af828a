import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import {
  type ApprovalRule,
  type EnvironmentPolicy,
  formatDuration,
  parseDuration,
  parseWindow,
  type Window,
  type WindowText,
} from '@backstage-gitops/policy';
import type { Floor } from '../config';
import { httpOf } from './httpFloor';

function applies(floor: Floor, spec: EnvironmentSpec, system?: string) {
  const { tier, environment, cluster } = floor.match;
  return (
    (tier === undefined || tier === spec.tier) &&
    (environment === undefined || environment === spec.name) &&
    (cluster === undefined || cluster === spec.target?.cluster) &&
    (floor.match.system === undefined || floor.match.system === system)
  );
}

/** The strictest of several floors. */
function strictest(floors: Floor[]): Partial<ApprovalRule> {
  const rules = floors.flatMap(floor =>
    floor.gates?.approvals ? [floor.gates.approvals] : [],
  );
  const lists = rules.flatMap(rule =>
    'from' in rule && rule.from ? [rule.from] : [],
  );
  const [first, ...others] = lists;
  return {
    count: Math.max(0, ...rules.map(rule => rule.count)),
    // Whoever approves must satisfy every floor.
    ...(first
      ? { from: first.filter(ref => others.every(one => one.includes(ref))) }
      : {}),
    exclude: [
      ...new Set(
        rules.flatMap(rule => ('exclude' in rule && rule.exclude) || []),
      ),
    ],
  };
}

function tighten(
  spec: EnvironmentSpec['gates']['approvals'],
  floor: Partial<ApprovalRule>,
  where: string,
): { rule: ApprovalRule; problems: string[] } {
  const problems: string[] = [];
  const least = floor.count ?? 0;
  if (spec && spec.count < least) {
    problems.push(
      `${where} asks for ${spec.count} approvals; the platform's floor is ${least}.`,
    );
  }
  const from = (spec && 'from' in spec && spec.from) || undefined;
  const widened = floor.from && from?.filter(ref => !floor.from?.includes(ref));
  if (widened && widened.length > 0) {
    problems.push(
      `${where} lets ${widened.join(
        ', ',
      )} approve; the platform's floor allows ${floor.from?.join(', ')}.`,
    );
  }
  const exclude = (spec && 'exclude' in spec && spec.exclude) || undefined;
  const dropped =
    exclude && (floor.exclude ?? []).filter(who => !exclude.includes(who));
  if (dropped && dropped.length > 0) {
    problems.push(
      `${where} counts ${dropped.join(
        ', ',
      )}, whom the platform's floor excludes.`,
    );
  }
  return {
    rule: {
      count: Math.max(spec?.count ?? least, least),
      from: from ?? floor.from,
      exclude: exclude ?? [
        ...new Set(['requester' as const, ...(floor.exclude ?? [])]),
      ],
    },
    problems,
  };
}

/** The file's soak, or the floor's where it has none. */
function soakOf(
  spec: EnvironmentSpec,
  floors: Floor[],
): { soak: number; problems: string[] } {
  const least = Math.max(
    0,
    ...floors.map(({ gates }) => parseDuration(gates?.soak ?? '0s') ?? 0),
  );
  const { soak } = spec.gates;
  const own = soak === undefined ? least : parseDuration(soak) ?? 0;
  return {
    soak: Math.max(own, least),
    problems:
      own < least
        ? [
            `gates.soak is ${soak}; the platform's floor is ${formatDuration(
              least,
            )}.`,
          ]
        : [],
  };
}

/** The checks that the file names, or the floor's where it names none; a file that names some names the floor's too. */
function checksOf(
  spec: EnvironmentSpec,
  floors: Floor[],
  where: 'pullRequest' | 'source',
): { names: string[]; problems: string[] } {
  const least = [
    ...new Set(floors.flatMap(({ gates }) => gates?.checks?.[where] ?? [])),
  ];
  const own = spec.gates.checks?.[where];
  const missing = own ? least.filter(name => !own.includes(name)) : [];
  return {
    names: [...new Set([...(own ?? []), ...least])],
    problems:
      missing.length > 0
        ? [
            `gates.checks.${where} leaves out ${missing.join(
              ', ',
            )}, which the platform's floor asks for.`,
          ]
        : [],
  };
}

/** One set of windows; what cannot be read is a problem, and is not taken for no window. */
function windowSet(
  written: WindowText[],
  where: string,
): { set: Window[]; problems: string[] } {
  const set: Window[] = [];
  const problems: string[] = [];
  for (const one of written) {
    const parsed = parseWindow(one);
    if (parsed.status === 'parsed') set.push(parsed.window);
    else problems.push(`${where}: ${parsed.reason}.`);
  }
  return { set, problems };
}

/** The file's windows and those of each floor, all of which must be open. */
function windowsOf(spec: EnvironmentSpec, floors: Floor[]) {
  const sets = [
    windowSet(spec.gates.windows ?? [], 'gates.windows'),
    ...floors.map(({ gates }) =>
      windowSet(gates?.windows ?? [], "windows of the platform's floor"),
    ),
  ];
  return {
    sets: sets.map(({ set }) => set).filter(set => set.length > 0),
    problems: sets.flatMap(({ problems }) => problems),
  };
}

/**
 * An environment's policy in force. What the file leaves out comes from the floor; what it sets below the floor is
 * a problem, and nothing is promoted there until it is mended.
 */
export function applyFloors(options: {
  spec: EnvironmentSpec;
  floors: Floor[];
  system?: string;
}): { policy: EnvironmentPolicy; problems: string[] } {
  const { spec, system } = options;
  const floors = options.floors.filter(floor => applies(floor, spec, system));
  const problems: string[] = [];
  const mustProtect = floors.some(floor => floor.protected);
  if (mustProtect && spec.protected === false) {
    problems.push(
      "protected: false; the platform's floor protects this environment.",
    );
  }
  const least = strictest(floors);
  const approvals = tighten(spec.gates.approvals, least, 'gates.approvals');
  const undo = tighten(
    spec.rollback?.gates?.approvals ?? approvals.rule,
    {},
    'rollback.gates.approvals',
  );
  const soak = soakOf(spec, floors);
  const windows = windowsOf(spec, floors);
  const onPullRequest = checksOf(spec, floors, 'pullRequest');
  const onSource = checksOf(spec, floors, 'source');
  const asked = httpOf(spec, floors);
  problems.push(
    ...approvals.problems,
    ...undo.problems,
    ...soak.problems,
    ...windows.problems,
    ...onPullRequest.problems,
    ...onSource.problems,
    ...asked.problems,
  );
  if (
    spec.reconcile === 'heal' &&
    !floors.some(floor => floor.allow?.heal === true)
  ) {
    problems.push(
      "reconcile: heal; the platform's floors do not allow healing here.",
    );
  }
  return {
    policy: {
      name: spec.name,
      after: spec.after,
      protected: mustProtect || (spec.protected ?? false),
      promote: spec.promote,
      merge: spec.merge,
      onNewer: spec.onNewer,
      accepts: spec.accepts,
      upstream: spec.gates.upstream ?? 'all',
      soak: soak.soak,
      windows: windows.sets,
      checks: { pullRequest: onPullRequest.names, source: onSource.names },
      http: asked.http,
      approvals: approvals.rule,
      rollback: {
        by: spec.rollback?.by ?? spec.promote,
        approvals: undo.rule,
      },
      unsupported: spec.slo ? ['slo'] : [],
    },
    problems,
  };
}
