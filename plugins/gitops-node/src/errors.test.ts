import { TerminalHostError } from './errors';

describe('TerminalHostError', () => {
  it('carries the rule of the host and what led to it', () => {
    const cause = new Error('403');
    const error = new TerminalHostError('main is protected; open a request', {
      rule: 'protected branch',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ rule: 'protected branch', cause });
    // Logs and callers of another copy of this package know it by its name.
    expect(String(error)).toBe(
      'TerminalHostError: main is protected; open a request',
    );
  });

  it('names no rule where the host has none', () => {
    expect(new TerminalHostError('no such repository').rule).toBeUndefined();
  });
});
