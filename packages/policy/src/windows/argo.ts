import { IANAZone } from 'luxon';
import { RE2JS } from 're2js';
import { cronFault } from './cron';
import { isWindowOpen } from './openings';
import type { Window } from './Window';

/** A sync window of an Argo CD AppProject (`spec.syncWindows[]`). @public */
export interface ArgoSyncWindow {
  kind: string;
  /** Cron, five fields. */
  schedule: string;
  /** As Go writes durations: `1h30m`. */
  duration: string;
  timeZone?: string;
  /** May people sync while it is closed? */
  manualSync?: boolean;
  /** May a sync that began in time go on? */
  syncOverrun?: boolean;
  applications?: string[];
  namespaces?: string[];
  clusters?: string[];
  useAndOperator?: boolean;
}

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it, or undefined. */
function goDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join('') !== text) return undefined;
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0,
  );
}

/** @public */
export type ReadArgoWindow =
  | { status: 'valid'; window: Window }
  | { status: 'invalid'; reason: string };

/** Reads a sync window as this package's own. @public */
export function readArgoWindow(written: ArgoSyncWindow): ReadArgoWindow {
  const { kind, schedule, timeZone = '' } = written;
  const timezone = timeZone === '' ? 'UTC' : timeZone;
  const duration = goDuration(written.duration);
  if (kind !== 'allow' && kind !== 'deny') {
    return { status: 'invalid', reason: `kind "${kind}" is not allow or deny` };
  }
  const fault = cronFault(schedule);
  if (fault) return { status: 'invalid', reason: fault };
  if (duration === undefined) {
    return {
      status: 'invalid',
      reason: `"${written.duration}" is no duration such as 1h30m`,
    };
  }
  if (!IANAZone.isValidZone(timezone)) {
    return { status: 'invalid', reason: `"${timezone}" is no time zone` };
  }
  return {
    status: 'valid',
    window: {
      kind,
      timezone,
      recurrence: { kind: 'cron', cron: schedule, duration },
      exempt: [],
      text: `${schedule} for ${written.duration}`,
    },
  };
}

interface Known {
  written: ArgoSyncWindow;
  window: Window;
}

/** The windows that keep a sync from beginning at a moment. */
function blocking(known: Known[], at: number): Known[] {
  const open = known.filter(({ window }) => isWindowOpen(window, at));
  const denying = open.filter(({ window }) => window.kind === 'deny');
  if (denying.length > 0) return denying;
  if (open.length > 0) return [];
  return known.filter(({ window }) => window.kind === 'allow');
}

function mayBegin(known: Known[], at: number, by: 'person' | 'automation') {
  const blocked = blocking(known, at);
  return (
    blocked.length === 0 ||
    (by === 'person' && blocked.every(({ written }) => written.manualSync))
  );
}

/** A sync that began in time goes on where what has closed since lets it. */
function mayGoOn(
  known: Known[],
  at: number,
  startedAt: number,
  by: 'person' | 'automation',
): boolean {
  if (!mayBegin(known, startedAt, by)) return false;
  const blocked = blocking(known, at);
  const denied = blocked.some(({ window }) => window.kind === 'deny');
  const ended = denied
    ? blocked
    : blocked.filter(({ window }) => isWindowOpen(window, startedAt));
  return ended.length > 0 && ended.every(({ written }) => written.syncOverrun);
}

/**
 * May Argo CD sync at a moment? The rules are those of its `SyncWindows.CanSync`: a deny window that is open decides,
 * then an allow window that is; where all allow windows are closed nothing is synced. Times are in milliseconds since
 * 1970.
 *
 * @public
 */
export function mayArgoSync(
  windows: ArgoSyncWindow[],
  options: { at: number; by: 'person' | 'automation'; startedAt?: number },
): { status: 'allowed' | 'denied' } | { status: 'invalid'; reason: string } {
  const { at, by, startedAt } = options;
  const known: Known[] = [];
  for (const written of windows) {
    const read = readArgoWindow(written);
    if (read.status === 'invalid') return read;
    known.push({ written, window: read.window });
  }
  const allowed =
    mayBegin(known, at, by) ||
    (startedAt !== undefined && mayGoOn(known, at, startedAt, by));
  return { status: allowed ? 'allowed' : 'denied' };
}

/** `*`, `?`, `[ab]` and `{a,b}`; every other character is itself. */
function matchesGlob(glob: string, text: string): boolean {
  const source = glob.replace(
    /\\.|\[!?[^\]]*\]|[*?{},]|[^*?{},[\\]+|[^]/g,
    part => {
      if (part === '*') return '.*';
      if (part === '?') return '.';
      if (part === '{') return '(?:';
      if (part === '}') return ')';
      if (part === ',') return glob.includes('{') ? '|' : ',';
      if (part.startsWith('[') && part.length > 1) {
        return part.replace('[!', '[^');
      }
      return RE2JS.quote(
        part.length === 2 && part[0] === '\\' ? part[1] : part,
      );
    },
  );
  try {
    return RE2JS.compile(source, RE2JS.DOTALL).matches(text);
  } catch {
    return glob === text;
  }
}

/** Does a sync window concern an application? A cluster is known by its server and by its name. @public */
export function argoWindowConcerns(
  window: Pick<
    ArgoSyncWindow,
    'applications' | 'namespaces' | 'clusters' | 'useAndOperator'
  >,
  application: {
    name: string;
    namespace: string;
    cluster: string;
    clusterName: string;
  },
): boolean {
  const { name, namespace, cluster, clusterName } = application;
  const found = [
    { globs: window.applications ?? [], texts: [name] },
    { globs: window.namespaces ?? [], texts: [namespace] },
    { globs: window.clusters ?? [], texts: [cluster, clusterName] },
  ]
    .filter(({ globs }) => globs.length > 0)
    .map(({ globs, texts }) =>
      globs.some(glob => texts.some(text => matchesGlob(glob, text))),
    );
  return window.useAndOperator
    ? found.length > 0 && found.every(Boolean)
    : found.some(Boolean);
}
