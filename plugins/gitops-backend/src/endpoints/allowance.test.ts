import { allowanceOf } from './allowance';

const listed = (url: string) => ({ url, privateNetwork: false });

describe('allowanceOf', () => {
  it.each<[string, string]>([
    ['https://change.example.com', 'https://change.example.com'],
    ['https://change.example.com', 'https://change.example.com/gates?team=a'],
    ['https://change.example.com', 'https://CHANGE.example.com:443/gates'],
    ['https://change.example.com/gates', 'https://change.example.com/gates'],
    ['https://change.example.com/gates/', 'https://change.example.com/gates'],
    ['https://change.example.com/gates', 'https://change.example.com/gates/a'],
    ['http://127.0.0.1:7090', 'http://127.0.0.1:7090/gate'],
  ])('%s allows %s', (entry, url) => {
    expect(allowanceOf(url, [listed(entry)])).toEqual({
      status: 'allowed',
      by: listed(entry),
    });
  });

  it.each<[string, string]>([
    ['https://change.example.com', 'http://change.example.com'],
    ['https://change.example.com', 'https://change.example.com:8443'],
    ['https://change.example.com', 'https://change.example.com.evil.example'],
    ['https://change.example.com', 'https://evil.example/change.example.com'],
    ['https://change.example.com', 'https://change.example.com@evil.example'],
    ['https://change.example.com', 'https://ann:secret@change.example.com'],
    ['https://change.example.com', 'file:///etc/passwd'],
    ['https://change.example.com', 'change.example.com'],
    ['https://change.example.com/gates', 'https://change.example.com'],
    ['https://change.example.com/gates', 'https://change.example.com/gatesx'],
    [
      'https://change.example.com/gates',
      'https://change.example.com/gates/../admin',
    ],
    [
      'https://change.example.com/gates',
      'https://change.example.com/gates/%2e%2e/admin',
    ],
    [
      'https://change.example.com/gates',
      'https://change.example.com/gates/..%2Fadmin',
    ],
    [
      'https://change.example.com/gates',
      'https://change.example.com/gates/..%5cadmin',
    ],
  ])('%s does not allow %s', (entry, url) => {
    expect(allowanceOf(url, [listed(entry)]).status).toBe('refused');
  });

  it('allows nothing that is not listed, and says what to do', () => {
    expect(allowanceOf('https://change.example.com/gates?key=1', [])).toEqual({
      status: 'refused',
      reason:
        'https://change.example.com/gates is not listed; the platform team can add it below gitops.http.allow.',
    });
  });

  it('repeats no credentials', () => {
    expect(
      JSON.stringify(allowanceOf('https://ann:secret@change.example.com', [])),
    ).not.toContain('secret');
  });
});
