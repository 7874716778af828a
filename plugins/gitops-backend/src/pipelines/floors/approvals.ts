import type { ApprovalSpec } from '@backstage-gitops/plugin-gitops-common';
import type { ApprovalRule } from '@backstage-gitops/policy';
import type { NamedFloor, Tightened } from './NamedFloor';

type FloorRule = NonNullable<NonNullable<NamedFloor['gates']>['approvals']>;

/** Where a floor and a file say who must approve. */
export interface ApprovalSetting {
  field: string;
  floors: NamedFloor[];
  read(floor: NamedFloor): FloorRule | undefined;
}

const NOBODY: ApprovalRule = { count: 0, exclude: ['requester'] };

interface Named {
  name: string;
  rule: Partial<ApprovalRule> & { count: number };
}

function union<T>(lists: T[][]): T[] {
  return [...new Set(lists.flat())];
}

/** Whoever approves must satisfy every floor. */
function commonFrom(rules: Named[]): string[] | undefined {
  const [first, ...others] = rules.flatMap(({ rule }) =>
    rule.from ? [rule.from] : [],
  );
  return first?.filter(ref => others.every(one => one.includes(ref)));
}

function belowOne(
  { name, rule: floor }: Named,
  own: Partial<ApprovalRule>,
  field: string,
): string[] {
  const problems: string[] = [];
  if (own.count !== undefined && own.count < floor.count) {
    problems.push(
      `${field} asks for ${own.count} approvals; the platform's floor is ${floor.count} (${name}).`,
    );
  }
  const wider = floor.from
    ? own.from?.filter(ref => !floor.from?.includes(ref)) ?? []
    : [];
  if (wider.length > 0) {
    problems.push(
      `${field} lets ${wider.join(
        ', ',
      )} approve; the platform's floor allows ${floor.from?.join(
        ', ',
      )} (${name}).`,
    );
  }
  const counted = own.exclude
    ? (floor.exclude ?? []).filter(who => !own.exclude?.includes(who))
    : [];
  if (counted.length > 0) {
    problems.push(
      `${field} counts ${counted.join(
        ', ',
      )}, whom the platform's floor excludes (${name}).`,
    );
  }
  return problems;
}

/**
 * Who must approve: the file's own rule, or `otherwise` where it has none; what that leaves out comes from the strictest of
 * all floors. No fewer than they ask for are in force while the file is below one of them.
 */
export function tightenApprovals(
  spec: ApprovalSpec | undefined,
  { field, floors, read }: ApprovalSetting,
  otherwise: ApprovalRule = NOBODY,
): Tightened<ApprovalRule> {
  const rules = floors.flatMap((floor): Named[] => {
    const rule = read(floor);
    return rule ? [{ name: floor.name, rule }] : [];
  });
  const own: Partial<ApprovalRule> = spec ?? {};
  const basis = spec ? NOBODY : otherwise;
  const from = commonFrom(rules);
  const inherited = basis.from?.filter(ref => from?.includes(ref) ?? true);
  const problems = rules.flatMap(rule => belowOne(rule, own, field));
  if (from?.length === 0) {
    problems.push(
      `Nobody may give ${field}: ${rules
        .filter(({ rule }) => rule.from)
        .map(({ name }) => name)
        .join(' and ')} name no group or user in common.`,
    );
  }
  return {
    problems,
    value: {
      count: Math.max(
        own.count ?? basis.count,
        ...rules.map(({ rule }) => rule.count),
      ),
      from: own.from ?? (inherited?.length ? inherited : from),
      exclude:
        own.exclude ??
        union([basis.exclude, ...rules.map(({ rule }) => rule.exclude ?? [])]),
    },
  };
}
