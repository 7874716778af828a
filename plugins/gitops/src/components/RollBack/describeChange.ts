import type { Change } from '@backstage-gitops/plugin-gitops-common';
import { DateTime } from 'luxon';
import { versionOf } from '../shared/versionOf';

/** An earlier state on one line, such as `1.4.2 · 20 Nov 2026, 11:00 · Promote shop`. */
export function describeChange(change: Change): string {
  const version = versionOf(change) ?? change.commit.slice(0, 7);
  const at = DateTime.fromISO(change.at).toLocaleString(DateTime.DATETIME_MED);
  return [version, at, change.message].filter(Boolean).join(' · ');
}
