import { files } from './__testUtils__/files';
import { redact } from './redact';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('redact', () => {
  const secret = 'correct horse battery-staple';
  const sources: Array<[string, Record<string, string>]> = [
    ['a value', { 'values.yaml': `db: { password: ${secret} }` }],
    ['a value in a list', { 'values.yaml': `passwords: [${secret}]` }],
    ['a line of a value', { 'values.yaml': `key: |\n  begin\n  ${secret}\n` }],
    ['base64', { 'a.yaml': `kind: Secret\ndata: { a: ${base64(secret)} }` }],
    ['properties', { 'secret.env': `PASSWORD=${secret}\n` }],
    ['a file that is the secret', { 'password.txt': `${secret}\n` }],
    [
      'a template',
      { 't/a.yaml': `a: {{ .x }}\nstringData:\n  b: "${secret}"` },
    ],
    ['broken YAML', { 'a.yaml': `a: [\nb: ${secret}\n` }],
  ];

  it.each(sources)('masks %s', (_name, content) => {
    const masked = redact(
      `can't iterate over ${secret}, "${base64(secret)}" or battery-stap`,
      files(content),
    );
    expect(masked).toBe(`can't iterate over ***, "***" or ***`);
  });

  it.each([
    'error calling include: template: shop/templates/deployment.yaml:12:4',
    'execution error at (shop/templates/a.yaml:1:3): image.tag is required',
    'no matches for Id Deployment.v1.apps/shop; failed to find unique target for patch',
  ])('leaves what names a place: %s', message => {
    expect(
      redact(
        message,
        files({
          'shop/templates/deployment.yaml': '{{ include "a" . }}',
          'shop/values.yaml':
            'level: error\nimage: { tag: 1.0.0 }\nname: shop\n',
          'a.yaml':
            'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }',
        }),
      ),
    ).toBe(message);
  });

  it('masks what looks like a key, wherever it is from', () => {
    expect(
      redact('got AKIA1234567890ABCDEF and 7f3a9c0d1e2b4a5f', files({})),
    ).toBe('got *** and ***');
  });

  it('passes on no more than a person reads', () => {
    expect(redact('why '.repeat(10_000), files({}))).toHaveLength(1_000);
  });
});
