import type { Gate } from '@backstage-gitops/plugin-gitops-common';

/** What it means to go on without a gate, as a sentence. */
export const BYPASS_MEANINGS: Record<Gate['name'], string> = {
  approvals: 'It goes on without the approvals that are missing.',
  upstream: 'It goes on without being verified upstream.',
  hold: 'It goes on although automation is held; the hold itself stays.',
  freeze: 'It goes on although everything is frozen; the freeze itself stays.',
  immutable:
    'It goes on with a tag that can be moved: what runs may change without a promotion.',
  rejected: 'It goes on although somebody marked this release as bad.',
  checks: 'It goes on although checks are missing or failed.',
  soak: 'It goes on without having run upstream for as long as asked.',
  windows: 'It goes on outside of the time for promotions.',
  http: 'It goes on without the yes of an external system.',
  locked: 'It goes on although it changes fields that are locked.',
  owners:
    'It goes on without the owners of other environments that it changes.',
  slo: 'It goes on although an objective is missed.',
};
