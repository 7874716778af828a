import type { Finding } from '@backstage-gitops/plugin-gitops-common';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { ReconciliationView } from '../store/ReconciliationStore';

/** What stood in the way when an environment was last compared with its cluster; nothing for one that has none. */
export function clusterFindings(
  { name, reconciliation }: EnvironmentDeclaration,
  view: ReconciliationView | undefined,
): Finding[] {
  if (!reconciliation) return [];
  const { cluster } = reconciliation.target;
  const base = { environment: name };
  const reachable = {
    ...base,
    check: 'reachable',
    expected: `Cluster ${cluster} can be seen`,
  };
  if (!view) {
    return [
      { ...reachable, status: 'unknown', found: 'It was not looked at yet.' },
    ];
  }
  const { unrendered, unseen, writesOff } = view;
  const rendering = {
    ...base,
    check: 'rendering',
    expected: 'The files render to the objects of a cluster',
  };
  if (unrendered) {
    return [
      {
        ...rendering,
        status: 'failed',
        found: unrendered,
        fix: 'Mend the files.',
      },
      {
        ...reachable,
        status: 'unknown',
        found: 'There is nothing to compare it with.',
      },
    ];
  }
  const rendered: Finding = {
    ...rendering,
    status: 'passed',
    found: 'They do.',
  };
  if (unseen) {
    return [
      rendered,
      {
        ...reachable,
        status: 'failed',
        found: unseen,
        fix: 'Check the cluster’s entry in the configuration of the Kubernetes plugin, and what its account may list and watch.',
      },
    ];
  }
  const credential: Finding = {
    ...base,
    check: 'credential',
    expected: `This suite may write to cluster ${cluster}`,
    ...(writesOff
      ? {
          status: 'failed',
          found: writesOff,
          fix: 'Ask the platform team, or set reconcile: observe.',
        }
      : { status: 'passed', found: 'It may.' }),
  };
  return [
    rendered,
    { ...reachable, status: 'passed', found: 'It can.' },
    ...(reconciliation.mode === 'observe' ? [] : [credential]),
  ];
}
