import { NOW } from '../__testUtils__/facts';
import type { HttpFacts } from '../facts';
import type { Verdict } from '../verdict';
import { httpGate } from './http';

const change = { name: 'change', url: 'https://change.example/gate' };
const risk = { name: 'risk', url: 'https://risk.example/gate' };
const at = '2026-03-02T11:59:30Z';
const EARLIER = '2026-03-02T11:00:00Z';
const SOON = '2026-03-02T13:00:00Z';
const LATER = '2026-03-02T16:00:00Z';

const yes = { status: 'allowed', at } as const;
const no = { status: 'denied', at } as const;

describe('httpGate', () => {
  it.each<[string, HttpFacts[], Partial<Verdict>]>([
    [
      'nobody was asked',
      [],
      {
        status: 'waiting',
        reason: 'change has not been asked yet; risk has not been asked yet.',
      },
    ],
    [
      'both said yes',
      [
        { ...change, ...yes, reason: 'CHG-1 is approved.' },
        { ...risk, ...yes },
      ],
      {
        status: 'passed',
        reason: 'change said yes: CHG-1 is approved; risk said yes.',
      },
    ],
    [
      'one said yes',
      [{ ...change, ...yes }],
      { status: 'waiting', reason: 'risk has not been asked yet.' },
    ],
    [
      'one said no: whether the other answers does not matter',
      [{ ...change, ...no, reason: 'CHG-1 was refused' }],
      { status: 'failed', reason: 'change said no: CHG-1 was refused.' },
    ],
    [
      'one said no without a reason',
      [
        { ...change, ...no },
        { ...risk, ...yes },
      ],
      { status: 'failed', reason: 'change said no.' },
    ],
    [
      'one said not yet',
      [
        { ...change, ...no, reason: 'the board meets at one', until: SOON },
        { ...risk, ...yes },
      ],
      {
        status: 'waiting',
        reason: 'change said not yet: the board meets at one.',
        until: SOON,
      },
    ],
    [
      'both said not yet: the later decides',
      [
        { ...change, ...no, until: LATER },
        { ...risk, ...no, until: SOON },
      ],
      {
        status: 'waiting',
        reason: 'change said not yet; risk said not yet.',
        until: LATER,
      },
    ],
    [
      'one said not yet and one is silent: nobody knows until when',
      [
        { ...change, ...no, until: SOON },
        { ...risk, status: 'unanswered', at, reason: 'It answered 503.' },
      ],
      {
        status: 'waiting',
        reason: 'change said not yet; risk has not answered: It answered 503.',
      },
    ],
    [
      'the time that one named is over: it is asked again, and that is no yes',
      [
        { ...change, ...no, until: EARLIER },
        { ...risk, ...yes },
      ],
      { status: 'waiting', reason: 'change said not yet.' },
    ],
    [
      'one is silent',
      [
        { ...change, ...yes },
        {
          ...risk,
          status: 'unanswered',
          at,
          reason: 'It did not answer within 10 s.',
        },
      ],
      {
        status: 'waiting',
        reason: 'risk has not answered: It did not answer within 10 s.',
      },
    ],
    [
      'one may not be called',
      [
        { ...change, status: 'notCalled', reason: 'The platform forbids it.' },
        { ...risk, ...yes },
      ],
      {
        status: 'failed',
        reason: 'change may not be asked: The platform forbids it.',
      },
    ],
    [
      'the answer of another address under the same name does not count',
      [
        { ...change, url: 'https://elsewhere.example', ...yes },
        { ...risk, ...yes },
      ],
      { status: 'waiting', reason: 'change has not been asked yet.' },
    ],
    [
      'others do not matter',
      [
        { ...change, ...yes },
        { ...risk, ...yes },
        { name: 'third', url: 'https://third.example', ...no },
      ],
      { status: 'passed', reason: 'change said yes; risk said yes.' },
    ],
  ])('%s', (_, http, verdict) => {
    expect(httpGate({ http: [change, risk] }, { http }, NOW)).toEqual({
      name: 'http',
      ...verdict,
    });
  });

  it('asks nobody where nobody is named', () => {
    expect(httpGate({ http: [] }, {}, NOW)).toMatchObject({ status: 'passed' });
  });
});
