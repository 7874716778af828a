import { IANAZone } from 'luxon';
import { parseDuration } from '../../duration';
import {
  type ArgoSyncWindow,
  argoWindowConcerns,
  mayArgoSync,
  readArgoWindow,
} from '../../windows/argo';
import { cronFault, lastCronStart, nextCronStart } from '../../windows/cron';
import { isWindowOpen } from '../../windows/openings';
import type { Window } from '../../windows/Window';
import { type Case, type Outcome, runCases } from './cases';

interface ActiveCase extends Case {
  windows: ArgoSyncWindow[];
  at: string;
  expected: { active?: number[]; inactiveAllow?: number[]; error?: boolean };
}

interface SyncCase extends Case {
  windows: ArgoSyncWindow[];
  at: string;
  manual: boolean;
  startedAt?: string;
}

interface Schedule {
  cron: string;
  duration: string;
  timezone?: string;
}

interface ScheduleCase extends Case {
  at: string;
  timezone: string;
  allow: Schedule[];
  exclude: Schedule[];
  expected: Record<string, string>;
}

function active({ windows, at, expected }: ActiveCase) {
  const windowsRead = windows.map(readArgoWindow);
  if (windowsRead.some(({ status }) => status === 'invalid'))
    return { error: true };
  const indexes = (wanted: (window: Window) => boolean) =>
    windowsRead.flatMap((one, index) =>
      one.status === 'valid' && wanted(one.window) ? [index] : [],
    );
  const isOpen = (window: Window) => isWindowOpen(window, Date.parse(at));
  return expected.inactiveAllow
    ? {
        inactiveAllow: indexes(one => one.kind === 'allow' && !isOpen(one)),
      }
    : { active: indexes(isOpen) };
}

function maySync({ windows, at, manual, startedAt }: SyncCase) {
  const answer = mayArgoSync(windows, {
    at: Date.parse(at),
    by: manual ? 'person' : 'automation',
    startedAt: startedAt === undefined ? undefined : Date.parse(startedAt),
  });
  return answer.status === 'invalid'
    ? { allowed: false, error: true }
    : { allowed: answer.status === 'allowed' };
}

function schedule({ at, timezone, allow, exclude, expected }: ScheduleCase) {
  const moment = Date.parse(at);
  const lists = { allow, exclude };
  const open: Record<string, string> = {};
  const edges: number[] = [];
  for (const name of ['allow', 'exclude'] as const) {
    for (const one of lists[name]) {
      const fault = cronFault(one.cron);
      const duration = parseDuration(one.duration);
      if (fault) return { error: `invalid ${name} cron: ${fault}` };
      if (!duration) return { error: `invalid ${name} duration` };
      const zone = one.timezone || timezone || 'UTC';
      if (!IANAZone.isValidZone(zone)) {
        return { error: `invalid ${name} timezone "${zone}"` };
      }
      const last = lastCronStart(one.cron, zone, moment);
      if (last !== undefined && moment < last + duration) {
        open[name] ??= one.cron;
        edges.push(last + duration);
      } else {
        edges.push(nextCronStart(one.cron, zone, moment) ?? Infinity);
      }
    }
  }
  const isAllowed =
    open.exclude === undefined &&
    (allow.length === 0 || open.allow !== undefined);
  const next = Math.min(...edges);
  const got: Record<string, string> = {
    phase: isAllowed ? 'allowed' : 'blocked',
    // Where an exclusion is open it alone decides.
    activeAllow: open.exclude === undefined ? open.allow ?? '' : '',
    activeExclude: open.exclude ?? '',
    nextChange: Number.isFinite(next)
      ? new Date(next).toISOString().replace('.000', '')
      : '',
  };
  // What a case does not name is not judged by it.
  return Object.fromEntries(
    Object.keys(expected).map(key => [key, got[key] ?? '']),
  );
}

/** Runs every case of `windows/*`. */
export function runWindows(data: string): Map<string, Outcome[]> {
  const run = <T extends Case>(file: string, answer: (one: T) => unknown) =>
    runCases(data, `windows/${file}`, answer);
  return new Map<string, Outcome[]>([
    ['windows/active', run('active', active)],
    ['windows/may-sync', run('may-sync', maySync)],
    [
      'windows/match',
      run(
        'match',
        (
          one: Case & {
            window: Parameters<typeof argoWindowConcerns>[0];
            application: Parameters<typeof argoWindowConcerns>[1];
          },
        ) => argoWindowConcerns(one.window, one.application),
      ),
    ],
    [
      'windows/validate',
      run('validate', (one: Case & { window: ArgoSyncWindow }) => ({
        valid: readArgoWindow(one.window).status === 'valid',
      })),
    ],
    ['windows/schedule', run('schedule', schedule)],
  ]);
}
