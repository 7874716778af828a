import type { Gate } from '@backstage-gitops/plugin-gitops-common';

/** What people call each gate. */
export const GATE_TITLES: Record<Gate['name'], string> = {
  approvals: 'Approvals',
  upstream: 'Upstream',
  hold: 'Hold',
  freeze: 'Freeze',
  immutable: 'Immutable release',
  rejected: 'Rejection',
  checks: 'Checks',
  soak: 'Soak',
  windows: 'Window',
  http: 'External check',
  locked: 'Locked fields',
  owners: 'Owners of shared files',
  slo: 'SLO',
};
