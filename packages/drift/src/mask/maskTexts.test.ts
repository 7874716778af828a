import { maskTexts } from './maskTexts';

const secret = (value: string) =>
  `# an old-canary in a comment\napiVersion: v1\nkind: Secret\nmetadata: { name: token }\nstringData:\n  ${value}\n`;

describe('maskTexts', () => {
  it.each([
    ['plain', 'token: a-canary', 'token: b-canary'],
    [
      'in lines',
      'token: |\n    a-canary\n    b-canary',
      'token: |\n    c-canary\n    d-canary',
    ],
    ['folded', 'token: >-\n    a-canary\n    b-canary', 'token: c-canary'],
    ['escaped', 'token: "a-c\\u0061nary"', 'token: "b-c\\x61nary"'],
    ['in one line', 'token: { a: a-canary }', 'token: [a-canary]'],
    ['short', 'token: abc', 'token: xyz'],
  ])('shows that a value %s changed, and not to what', (_, from, to) => {
    const texts = maskTexts(secret(from), secret(to));
    if (texts.status !== 'shown') throw new Error('It can be read.');
    expect(texts.before).toContain('token:');
    expect(texts.before).not.toBe(texts.after);
    expect(`${texts.before}${texts.after}`).not.toMatch(
      /canary|c\\u0061|c\\x61|abc|xyz/,
    );
  });

  it('shows no difference where the value stayed, however it is spelled', () => {
    expect(maskTexts(secret('token: abc'), secret('token: "abc"'))).toEqual(
      expect.objectContaining({ status: 'shown' }),
    );
    const texts = maskTexts(secret('token: abc'), secret('token: "abc"'));
    if (texts.status !== 'shown') throw new Error('It can be read.');
    expect(texts.before).toBe(texts.after);
  });

  it('leaves files without secrets as they are, comments and all', () => {
    const text = '# why\nkind: ConfigMap\ndata: { color: blue }\n';
    expect(maskTexts(text, '')).toEqual({
      status: 'shown',
      before: text,
      after: '',
    });
  });

  it.each([
    ['kind: Secret\n  broken: [canary', 'hidden'],
    ['stringData: &a [*a', 'hidden'],
    ['not: [yaml', 'shown'],
  ])('%j, which cannot be read, is %s', (text, status) => {
    expect(maskTexts('', text).status).toBe(status);
    expect(maskTexts(text, '').status).toBe(status);
  });

  it('finds the Secrets of a list', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Secret, metadata: { name: a }, data: { a: canary } }\n`;
    expect(JSON.stringify(maskTexts(list, list))).not.toContain('canary');
  });
});
