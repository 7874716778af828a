import { weakenings } from '@backstage-gitops/policy';
import type {
  Finding,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import type { Declaration, EnvironmentDeclaration } from '../Declaration';
import type { PolicyVersion } from './PolicyVersion';
import { overlap } from './termsOf';

/** The policy that was accepted last for an environment. */
export type AcceptedPolicy =
  | { status: 'read'; version: PolicyVersion }
  /** It cannot be compared with; `last` is how the environment was declared when it still was read. */
  | {
      status: 'unreadable';
      commit: string;
      reason: string;
      last?: EnvironmentDeclaration;
    };

/** What holds: the newest file, but for the protected environments that it would weaken. */
export interface PolicyInForce {
  declaration: Declaration;
  findings: Finding[];
  /** What waits to be accepted. */
  weakens: PolicyEdit['weakens'];
  /** The commit whose policy holds, of each environment that has another than the newest. */
  held: Map<string, string>;
}

function short(commit: string): string {
  return commit.slice(0, 12);
}

/** The environment as it was accepted, with what its file said for the whole pipeline. */
function asAccepted(
  name: string,
  { commit, declaration }: PolicyVersion,
): EnvironmentDeclaration | undefined {
  const { images, releases, announce } = declaration;
  const declared = declaration.environments.find(one => one.name === name);
  return (
    declared && {
      ...declared,
      policyCommit: commit,
      held: { images, releases, announce },
    }
  );
}

/** Under a policy that nobody can read, nothing is promoted. */
function unreadable(
  declared: EnvironmentDeclaration | undefined,
  { commit, reason }: Extract<AcceptedPolicy, { status: 'unreadable' }>,
): EnvironmentDeclaration | undefined {
  return (
    declared && {
      ...declared,
      policy: { ...declared.policy, protected: true },
      policyCommit: commit,
      blocked: [reason],
    }
  );
}

function weakened(
  name: string,
  head: PolicyVersion,
  accepted: AcceptedPolicy | undefined,
): { sentences: string[]; declared?: EnvironmentDeclaration } {
  if (!accepted) return { sentences: [] };
  if (accepted.status === 'unreadable') {
    const newest = head.declaration.environments.find(one => one.name === name);
    return {
      sentences: [accepted.reason],
      declared: unreadable(accepted.last ?? newest, accepted),
    };
  }
  const before = accepted.version.terms.get(name);
  if (!before?.policy.protected) return { sentences: [] };
  const sentences = weakenings(before, head.terms.get(name));
  return sentences.length > 0
    ? { sentences, declared: asAccepted(name, accepted.version) }
    : { sentences };
}

/** Another environment may not be written where one is that was kept from being weakened by it. */
function keepAway(
  environment: EnvironmentDeclaration,
  held: EnvironmentDeclaration[],
  accepted: ReadonlyMap<string, AcceptedPolicy>,
): EnvironmentDeclaration {
  const intruded = held.find(({ name, place }) => {
    const policy = accepted.get(name);
    const known =
      policy?.status === 'read'
        ? policy.version.terms.get(name)?.neighbours ?? []
        : [];
    return (
      name !== environment.name &&
      !known.includes(environment.name) &&
      overlap(place, environment.place)
    );
  });
  return intruded
    ? {
        ...environment,
        blocked: [
          ...environment.blocked,
          `It is at the place of ${intruded.name}, which is protected: somebody must accept this edit of the pipeline file first.`,
        ],
      }
    : environment;
}

/**
 * Decides what holds of the newest file. A protected environment that it makes weaker, moves or leaves out stays as it
 * was accepted last; everything else is as the file says.
 *
 * @param accepted - by the environment's name; missing where nothing was ever accepted.
 */
export function holdWeakened(
  head: PolicyVersion,
  accepted: ReadonlyMap<string, AcceptedPolicy>,
): PolicyInForce {
  const newest = head.declaration.environments;
  const names = new Set([
    ...newest.map(({ name }) => name),
    ...accepted.keys(),
  ]);
  const weakens: PolicyEdit['weakens'] = [];
  const held = new Map<string, string>();
  const kept = new Map<string, EnvironmentDeclaration>();
  const findings: Finding[] = [];
  for (const name of names) {
    const policy = accepted.get(name);
    const { sentences, declared } = weakened(name, head, policy);
    if (!policy || sentences.length === 0) continue;
    const commit =
      policy.status === 'read' ? policy.version.commit : policy.commit;
    held.set(name, commit);
    weakens.push(
      ...sentences.map(sentence => ({ environment: name, sentence })),
    );
    if (declared) kept.set(name, declared);
    findings.push({
      check: 'policy',
      environment: name,
      status: 'failed',
      expected: `No edit of the pipeline file weakens ${name} before somebody accepts it`,
      found: `${short(head.commit)} does: ${sentences.join(' ')} ${
        policy.status === 'read'
          ? `Until it is accepted, the policy of ${short(commit)} holds.`
          : 'Until it is accepted, nothing is promoted there.'
      }`,
      fix: 'Somebody who wrote none of it accepts the edit, or it is taken back.',
    });
    if (policy.status === 'read') {
      findings.push(
        ...policy.version.findings.filter(one => one.environment === name),
      );
    }
  }
  const remaining = [...kept.keys()].filter(
    name => !newest.some(one => one.name === name),
  );
  const environments = [
    ...newest.map(
      one => kept.get(one.name) ?? { ...one, policyCommit: head.commit },
    ),
    ...remaining.flatMap(name => kept.get(name) ?? []),
  ].map(one =>
    kept.has(one.name) ? one : keepAway(one, [...kept.values()], accepted),
  );
  return {
    declaration: { ...head.declaration, environments },
    findings: [
      ...head.findings.filter(
        ({ environment }) => !environment || !held.has(environment),
      ),
      ...findings,
    ],
    weakens,
    held,
  };
}
