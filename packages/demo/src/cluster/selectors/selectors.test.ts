import { matchesFields, parseFieldSelector } from './fieldSelector';
import {
  matchesLabels,
  parseLabelSelector,
  printLabelSelector,
  readLabelSelector,
} from './labelSelector';

describe('a label selector', () => {
  const labels = { app: 'web', tier: 'front', 'example.com/team': 'a' };

  it.each<[selector: string, matches: boolean]>([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=api', false],
    ['app!=api', true],
    ['other!=x', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['app in (api, web)', true],
    ['app notin (api,web)', false],
    ['other notin (x)', true],
    ['app=web,tier=front', true],
    ['app=web,tier=back', false],
    ['app in (web),tier in (front,back),!x', true],
    ['example.com/team=a', true],
  ])('%s', (selector, matches) => {
    expect(matchesLabels(parseLabelSelector(selector), labels)).toBe(matches);
  });

  it.each(['a=b=c', 'a in b', '=x', 'a b'])('refuses %s', selector => {
    expect(() => parseLabelSelector(selector)).toThrow(
      /unable to parse requirement/,
    );
  });

  it('is read from an object and printed as one text', () => {
    const requirements = readLabelSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'old', operator: 'DoesNotExist' },
      ],
    });
    const text = printLabelSelector(requirements);
    expect(text).toBe('!old,app=web,tier in (a,b)');
    expect(printLabelSelector(parseLabelSelector(text))).toBe(text);
  });
});

describe('a field selector', () => {
  const object = { metadata: { name: 'a' }, status: { phase: 'Running' } };

  it.each<[selector: string, matches: boolean]>([
    ['metadata.name=a', true],
    ['metadata.name!=a', false],
    ['metadata.name=a,status.phase=Running', true],
    ['status.phase!=Pending', true],
    ['spec.nodeName=', true],
  ])('%s', (selector, matches) => {
    expect(matchesFields(parseFieldSelector(selector), object)).toBe(matches);
  });

  it('refuses what it cannot read', () => {
    expect(() => parseFieldSelector('metadata.name')).toThrow(
      /invalid selector/,
    );
  });
});
