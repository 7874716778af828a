import { withoutQuickActions } from './quickActions';

describe('withoutQuickActions', () => {
  it.each([
    ['/merge', '\\/merge'],
    ['Because.\n/approve\n  /close', 'Because.\n\\/approve\n  \\/close'],
    ['\t/label ~x', '\t\\/label ~x'],
    ['a/b and /c', 'a/b and /c'],
    ['https://example.com/merge', 'https://example.com/merge'],
    ['', ''],
  ])('lets "%s" do nothing', (text, expected) => {
    expect(withoutQuickActions(text)).toBe(expected);
    expect(withoutQuickActions(expected)).toBe(expected);
  });
});
