import { type JsonObject } from '../../json';
import { type Health } from '../Health';
import { applyHealthRule } from './applyHealthRule';
import { findHealthRules } from './findHealthRules';
import { parseHealthRules } from './parseHealthRules';
import { SHIPPED_RULES } from './shippedRules';

const WIDGET = { group: 'example.com', kind: 'Widget' };

function apply(rule: object, status?: JsonObject) {
  const [parsed] = parseHealthRules([{ ...WIDGET, ...rule }]);
  const object = { apiVersion: 'example.com/v1', kind: 'Widget' };
  return applyHealthRule(parsed, status ? { ...object, status } : object);
}

function ready(status: string, reason = '', message = ''): JsonObject {
  return { conditions: [{ type: 'Ready', status, reason, message }] };
}

describe('applyHealthRule', () => {
  const RULE = {
    withoutStatus: 'Progressing',
    conditions: {
      Ready: {
        True: 'Healthy',
        False: 'Degraded',
        absent: 'Unknown',
        reasons: { '^Waiting': 'Progressing' },
      },
    },
    fields: [
      { at: '/status/mode', words: { Eco: 'Suspended' } },
      { at: '/status/members/*/state', patterns: { '(?i)fail': 'Degraded' } },
    ],
    compare: [
      {
        left: '/status/members/0/version',
        right: '/status/version',
        is: 'equal',
        otherwise: 'Progressing',
      },
    ],
  };

  it.each<[title: string, status: JsonObject | undefined, health: Health]>([
    ['no status', undefined, 'Progressing'],
    ['an empty status', {}, 'Progressing'],
    ['a condition', ready('True'), 'Healthy'],
    ['a condition that is not met', ready('False'), 'Degraded'],
    [
      'a reason before the status',
      ready('False', 'WaitingForDisk'),
      'Progressing',
    ],
    ['a condition that is not there', { conditions: [] }, 'Unknown'],
    ['a word', { ...ready('True'), mode: 'Eco' }, 'Suspended'],
    ['a word nobody knows', { ...ready('True'), mode: 'Turbo' }, 'Healthy'],
    [
      'a pattern in any item',
      { ...ready('True'), members: [{ state: 'ok' }, { state: 'FAILED' }] },
      'Degraded',
    ],
    [
      'a difference',
      { ...ready('True'), members: [{ version: 1 }], version: 2 },
      'Progressing',
    ],
    [
      'something beside nothing',
      { ...ready('True'), version: 2 },
      'Progressing',
    ],
  ])('%s', (_title, status, health) => {
    expect(apply(RULE, status)?.status).toBe(health);
  });

  it('leaves open what no part speaks of', () => {
    expect(
      apply({ fields: [{ at: '/status/mode' }] }, { mode: 'x' }),
    ).toBeUndefined();
    expect(apply({ otherwise: 'Unknown' }, { mode: 'x' })).toEqual({
      status: 'Unknown',
    });
  });

  it('compares counts, where nothing is zero', () => {
    const rule = {
      compare: [
        {
          left: '/status/has',
          right: '/status/wants',
          is: 'atLeast',
          otherwise: 'Progressing',
        },
      ],
    };
    expect(apply(rule, { has: 10, wants: 9 })?.status).toBe('Healthy');
    expect(apply(rule, { wants: 1 })?.status).toBe('Progressing');
    expect(apply(rule, { other: 1 })).toBeUndefined();
  });

  it('adds up what a list wants', () => {
    const rule = {
      compare: [
        {
          left: '/status/nodes',
          right: '/status/sets/*/count',
          is: 'atLeast',
          otherwise: 'Progressing',
        },
      ],
    };
    const sets = [{ count: 2 }, { count: 3 }];
    expect(apply(rule, { nodes: 5, sets })?.status).toBe('Healthy');
    expect(apply(rule, { nodes: 4, sets })?.status).toBe('Progressing');
  });

  it('tells the last of good news', () => {
    const rule = {
      conditions: { Sent: { True: 'Healthy' }, Done: { True: 'Healthy' } },
    };
    const status = {
      conditions: [
        { type: 'Done', status: 'True', message: 'done' },
        { type: 'Sent', status: 'True', message: 'sent' },
      ],
    };
    expect(apply(rule, status)).toEqual({ status: 'Healthy', message: 'done' });
  });

  it('fills in texts once, from the status alone', () => {
    const rule = {
      conditions: { Ready: { False: 'Degraded' } },
      messages: { Degraded: '{kind}: {reason}, {message}' },
    };
    expect(
      apply(rule, ready('False', 'Bad', '{kind} $& {reason}'))?.message,
    ).toBe('Widget: Bad, {kind} $& {reason}');
  });

  it('does not tell a value outside of the status', () => {
    const [rule] = parseHealthRules([
      { ...WIDGET, fields: [{ at: '/spec/password', otherwise: 'Degraded' }] },
    ]);
    expect(
      applyHealthRule(rule, { ...WIDGET, spec: { password: 'hunter2' } }),
    ).toEqual({ status: 'Degraded' });
  });
});

describe('findHealthRules', () => {
  const object = {
    apiVersion: 'apps.example.com/v1',
    kind: 'Widget',
    spec: { approval: 'Manual', replicas: 0 },
  };
  it.each<[title: string, rule: object, isFound: boolean]>([
    ['its group and kind', { group: 'apps.example.com', kind: 'Widget' }, true],
    ['any group below', { group: '*.example.com', kind: '*' }, true],
    ['another group', { group: '*.example.org', kind: '*' }, false],
    ['another kind', { group: '*', kind: ['Gadget', 'Gizmo'] }, false],
    [
      'values it has',
      {
        group: '*',
        kind: '*',
        when: { '/spec/approval': 'Manual', '/spec/replicas': '0' },
      },
      true,
    ],
    [
      'a value it has not',
      { group: '*', kind: '*', when: { '/spec/approval': 'Automatic' } },
      false,
    ],
    [
      'a field it has not',
      { group: '*', kind: '*', when: { '/spec/mode': 'Manual' } },
      false,
    ],
  ])('asks for %s', (_title, rule, isFound) => {
    const rules = parseHealthRules([rule]);
    expect(findHealthRules(rules, object)).toEqual(isFound ? rules : []);
  });
});

describe('parseHealthRules', () => {
  it('takes the rules shipped here', () => {
    expect(parseHealthRules(SHIPPED_RULES)).toEqual(SHIPPED_RULES);
  });

  it.each<[title: string, rules: unknown, error: string]>([
    ['no list', {}, 'health is {}: a list is wanted'],
    ['no kind', [{ group: 'a' }], 'health[0].kind is missing'],
    [
      'an empty list of kinds',
      [{ group: 'a', kind: [] }],
      'health[0].kind is []: use a kind, a list of kinds, or *',
    ],
    [
      'a wildcard within a group',
      [{ group: 'a.*.b', kind: 'K' }],
      'health[0].group is "a.*.b": use an API group, *, or *.example.com',
    ],
    [
      'no such word',
      [{ ...WIDGET, otherwise: 'Fine' }],
      'health[0].otherwise is "Fine": use Healthy, Suspended,',
    ],
    [
      'no such part',
      [{ ...WIDGET, lua: 'x' }],
      'health[0].lua is not known: use group, kind,',
    ],
    [
      'no pointer',
      [{ ...WIDGET, fields: [{ at: 'status.phase' }] }],
      'health[0].fields[0].at is "status.phase": use a JSON pointer like /status/phase',
    ],
    [
      'no pattern',
      [{ ...WIDGET, fields: [{ at: '/a', patterns: { '(': 'Healthy' } }] }],
      'health[0].fields[0].patterns has the pattern "(", which RE2 refuses',
    ],
    [
      'a look-ahead',
      [
        {
          ...WIDGET,
          conditions: { Ready: { reasons: { '(?=a)': 'Healthy' } } },
        },
      ],
      'which RE2 refuses',
    ],
    [
      'no pointer to ask for',
      [{ ...WIDGET, when: { 'spec.mode': 'Manual' } }],
      'health[0].when is "spec.mode": use a JSON pointer',
    ],
    [
      'no such relation',
      [
        {
          ...WIDGET,
          compare: [
            { left: '/a', right: '/b', is: 'less', otherwise: 'Degraded' },
          ],
        },
      ],
      'health[0].compare[0].is is "less": use equal or atLeast',
    ],
    [
      'a text for no health',
      [{ ...WIDGET, messages: { Fine: 'x' } }],
      'use Healthy, Suspended,',
    ],
  ])('refuses %s', (_title, rules, error) => {
    expect(() => parseHealthRules(rules)).toThrow(error);
  });

  it('names all faults at once', () => {
    expect(() =>
      parseHealthRules([{ group: 1 }, { ...WIDGET, otherwise: 'x' }]),
    ).toThrow(/health\[0\]\.kind[\s\S]*health\[0\]\.group[\s\S]*health\[1\]/);
  });
});
