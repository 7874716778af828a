import type { GateName, Verdict } from '../verdict';
import { describePassing } from './passing';

const verdict = (name: GateName, status: 'passed' | 'bypassed'): Verdict => ({
  name,
  status,
  reason: 'because',
});

it.each<[Verdict[], string]>([
  [[], 'All gates pass.'],
  [[verdict('freeze', 'passed')], 'All gates pass.'],
  [
    [verdict('freeze', 'bypassed'), verdict('soak', 'passed')],
    'All gates pass but freeze, bypassed.',
  ],
  [
    [verdict('freeze', 'bypassed'), verdict('approvals', 'bypassed')],
    'All gates pass but freeze and approvals, bypassed.',
  ],
])('%j is told as %s', (gates, text) => {
  expect(describePassing(gates)).toBe(text);
});
