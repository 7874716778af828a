import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import type { EnvironmentPolicy } from '@backstage-gitops/policy';
import type { Floor } from '../config';
import { tightenApprovals } from './floors/approvals';
import { tightenChecks } from './floors/checks';
import { tightenChoice } from './floors/choice';
import { floorsOf } from './floors/NamedFloor';
import { tightenHttp } from './floors/http';
import { tightenSoak } from './floors/soak';
import { tightenWindows } from './floors/windows';

type Way = EnvironmentPolicy['promote'];

const WAYS: Way[] = ['commit', 'pullRequest'];

/**
 * An environment's policy in force. What the file leaves out comes from the floors, of several the strictest; what it sets
 * below one is a problem, and nothing is promoted there until it is mended. A gate that floors can ask for is a file below
 * `floors/` and a line here.
 */
export function applyFloors(options: {
  spec: EnvironmentSpec;
  floors: Floor[];
  system?: string;
}): { policy: EnvironmentPolicy; problems: string[] } {
  const { spec } = options;
  const floors = floorsOf(options);
  const problems: string[] = [];
  const take = <T>(tightened: { value: T; problems: string[] }): T => {
    problems.push(...tightened.problems);
    return tightened.value;
  };
  const protecting = floors.filter(floor => floor.protected);
  if (spec.protected === false) {
    problems.push(
      ...protecting.map(
        ({ name }) =>
          `protected: false; the platform's floor protects this environment (${name}).`,
      ),
    );
  }
  const approvals = take(
    tightenApprovals(spec.gates.approvals, {
      field: 'gates.approvals',
      floors,
      read: floor => floor.gates?.approvals,
    }),
  );
  const undo = take(
    tightenApprovals(
      spec.rollback?.gates?.approvals,
      {
        field: 'rollback.gates.approvals',
        floors,
        read: floor => floor.rollback?.gates?.approvals,
      },
      approvals,
    ),
  );
  const promote = take(
    tightenChoice<Way>({
      field: 'promote',
      order: WAYS,
      own: spec.promote,
      otherwise: 'pullRequest',
      floors,
      read: floor => floor.promote,
    }),
  );
  const rollbackBy = take(
    tightenChoice<Way>({
      field: 'rollback.by',
      order: WAYS,
      own: spec.rollback?.by,
      otherwise: promote,
      floors,
      read: floor => floor.rollback?.by,
    }),
  );
  const merge = take(
    tightenChoice<'auto' | 'manual'>({
      field: 'merge',
      order: ['auto', 'manual'],
      own: spec.merge,
      otherwise: 'manual',
      floors,
      read: floor => floor.merge,
    }),
  );
  const upstream = take(
    tightenChoice<'any' | 'all'>({
      field: 'gates.upstream',
      order: ['any', 'all'],
      own: spec.gates.upstream,
      otherwise: 'all',
      floors,
      read: floor => floor.gates?.upstream,
    }),
  );
  const soak = take(tightenSoak(spec, floors));
  const windows = take(tightenWindows(spec, floors));
  const checks = {
    pullRequest: take(tightenChecks(spec, floors, 'pullRequest')),
    source: take(tightenChecks(spec, floors, 'source')),
  };
  const http = take(tightenHttp(spec, floors));
  const mayHeal = floors.flatMap(({ allow }) => allow?.heal ?? []);
  // One that allows it is needed, and none that forbids it.
  if (
    spec.reconcile === 'heal' &&
    (mayHeal.length === 0 || mayHeal.includes(false))
  ) {
    problems.push(
      "reconcile: heal; the platform's floors do not allow healing here.",
    );
  }
  return {
    policy: {
      name: spec.name,
      after: spec.after,
      protected: protecting.length > 0 || (spec.protected ?? false),
      promote,
      merge,
      onNewer: spec.onNewer,
      accepts: spec.accepts,
      upstream,
      soak,
      windows,
      checks,
      http,
      approvals,
      rollback: { by: rollbackBy, approvals: undo },
      unsupported: spec.slo ? ['slo'] : [],
    },
    problems,
  };
}
