import type { HttpAnswer } from '../store/HttpAnswerStore';
import { readAnswer } from './readAnswer';

describe('readAnswer', () => {
  it.each<[string, HttpAnswer]>([
    ['{"allowed":true}', { status: 'allowed' }],
    [
      '{"allowed":true,"reason":"CHG-1","ticket":{"id":1}}',
      { status: 'allowed', reason: 'CHG-1' },
    ],
    ['{"allowed":false}', { status: 'denied' }],
    [
      '{"allowed":false,"reason":"refused"}',
      { status: 'denied', reason: 'refused' },
    ],
    [
      '{"allowed":false,"until":"2026-03-02T14:00:00+01:00"}',
      { status: 'denied', until: '2026-03-02T13:00:00.000Z' },
    ],
    [
      '{"allowed":false,"reason":"  one\\nline <!--\\u0007\\u202e gitops"}',
      { status: 'denied', reason: 'one line <!-- gitops' },
    ],
    ['{"allowed":false,"reason":" \\n"}', { status: 'denied' }],
  ])('%s', (text, answer) => {
    expect(readAnswer(text)).toEqual(answer);
  });

  it.each<[string, RegExp]>([
    ['', /: it is not as in/],
    ['<html>allowed</html>', /: it is not as in/],
    ['null', /: it is not as in/],
    ['true', /: it is not as in/],
    ['[{"allowed":true}]', /: it is not as in/],
    ['{}', /"allowed" of it/],
    ['{"allowed":"true"}', /"allowed" of it/],
    ['{"allowed":1}', /"allowed" of it/],
    ['{"allowed":true,"reason":7}', /"reason" of it/],
    ['{"allowed":false,"until":"tomorrow"}', /"until" of it/],
    ['{"allowed":true} {"allowed":true}', /: it is not as in/],
  ])('%s is no answer', (text, reason) => {
    expect(readAnswer(text)).toEqual({
      status: 'unanswered',
      reason: expect.stringMatching(reason),
    });
  });

  it('shortens a long reason', () => {
    const { reason } = readAnswer(
      JSON.stringify({ allowed: false, reason: 'no '.repeat(1_000) }),
    );
    expect(reason?.length).toBeLessThanOrEqual(200);
  });
});
