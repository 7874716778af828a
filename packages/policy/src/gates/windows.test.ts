import { parseWindow, type WindowText } from '../windows/parseWindow';
import { windowsGate } from './windows';

const sre = ['group:default/sre'];

/** The gate's verdict; 2026-03-02 is a Monday. */
function judge(written: WindowText[], now: string, groups: string[] = []) {
  const set = written.map(one => {
    const parsed = parseWindow(one);
    if (parsed.status === 'invalid') throw new Error(parsed.reason);
    return parsed.window;
  });
  return windowsGate(
    { windows: [set] },
    { actor: { user: 'user:default/ann', groups } },
    now,
  );
}

const office = { allow: 'Mon-Thu 09:00-16:00', timezone: 'Europe/Berlin' };

describe('windowsGate', () => {
  it.each<[string, WindowText[], string, string[], object]>([
    [
      'open',
      [office],
      '2026-03-02T12:00:00Z',
      [],
      {
        status: 'passed',
        reason: 'Open until Mon 2 Mar, 16:00 (Europe/Berlin).',
      },
    ],
    [
      'closed',
      [office],
      '2026-03-06T12:00:00Z',
      [],
      {
        status: 'waiting',
        reason:
          'Opens Mon 9 Mar, 09:00 (Europe/Berlin); it is outside Mon-Thu 09:00-16:00.',
        until: '2026-03-09T08:00:00.000Z',
      },
    ],
    [
      'the last minute is too late',
      [office],
      '2026-03-02T14:59:00Z',
      [],
      { status: 'waiting', until: '2026-03-03T08:00:00.000Z' },
    ],
    [
      'the minute before is not',
      [office],
      '2026-03-02T14:58:59Z',
      [],
      { status: 'passed' },
    ],
    [
      'denied',
      [{ deny: 'Mon' }],
      '2026-03-02T12:00:00Z',
      [],
      {
        status: 'waiting',
        reason: 'Opens Tue 3 Mar, 00:00 (UTC); it is within Mon.',
      },
    ],
    [
      'exempt',
      [{ deny: 'Mon', exempt: sre }],
      '2026-03-02T12:00:00Z',
      sre,
      { status: 'passed', reason: 'Closed, which does not stop ann.' },
    ],
    [
      'exempt from one of two',
      [{ deny: 'Mon', exempt: sre }, { deny: 'Mon-Tue' }],
      '2026-03-02T12:00:00Z',
      sre,
      { status: 'waiting', until: '2026-03-04T00:00:00.000Z' },
    ],
    [
      'never again',
      [{ kind: 'allow', cron: '0 0 31 2 *', duration: '1h' }],
      '2026-03-02T12:00:00Z',
      [],
      { status: 'failed' },
    ],
    [
      'always',
      [{ allow: 'Mon-Sun' }],
      '2026-03-02T12:00:00Z',
      [],
      { status: 'passed', reason: 'It is open.' },
    ],
  ])('%s', (_, windows, now, groups, verdict) => {
    expect(judge(windows, now, groups)).toMatchObject(verdict);
  });
});
