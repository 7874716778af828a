import { httpFindings } from './httpFindings';

const change = { name: 'change', url: 'https://change.example.com/gate' };
const risk = { name: 'risk', url: 'https://risk.example.com/gate' };

describe('httpFindings', () => {
  it('tells of each endpoint whether it may be asked', () => {
    const allow = [
      { url: 'https://change.example.com', privateNetwork: false },
    ];
    expect(httpFindings('production', [change, risk], allow)).toEqual([
      expect.objectContaining({ check: 'http', status: 'passed' }),
      expect.objectContaining({
        status: 'failed',
        found: expect.stringMatching(/gitops\.http\.allow/),
        fix: expect.stringMatching(/platform team/),
      }),
    ]);
  });
});
