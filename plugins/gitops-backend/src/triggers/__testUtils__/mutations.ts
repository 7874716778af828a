/** Values of which code that trusts its input breaks. */
const HOSTILE: unknown[] = [
  null,
  true,
  -0,
  1e308,
  2 ** 53 + 1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '--upload-pack=/bin/sh',
  '${jndi:ldap://x}',
  'a'.repeat(5_000),
  '/'.repeat(1_000),
  '%'.repeat(1_000),
  [],
  {},
  [[[[]]]],
  { toString: null, constructor: { prototype: null } },
  Array.from({ length: 1_000 }, () => 'v1'),
];

/** Changes one value of a JSON text, wherever it is; `where` picks it. */
function withValue(text: string, where: number, value: unknown): string {
  let count = 0;
  JSON.parse(text, () => {
    count += 1;
    return undefined;
  });
  let index = 0;
  const changed = JSON.parse(text, (_, one) => {
    index += 1;
    return index - 1 === where % count ? value : one;
  });
  return JSON.stringify(changed) ?? '';
}

/** Ways to change a body; `at` is anywhere in it. */
export const MUTATIONS: Record<string, (body: Buffer, at: number) => Buffer> = {
  'a flipped byte': (body, at) => {
    const changed = Buffer.from(body);
    changed[at] = 255 - changed[at];
    return changed;
  },
  'cut off': (body, at) => body.subarray(0, at),
  'a part twice': (body, at) =>
    Buffer.concat([body.subarray(0, at), body.subarray(at / 2)]),
  'another value': (body, at) =>
    Buffer.from(withValue(body.toString(), at, HOSTILE[at % HOSTILE.length])),
  'a huge number': (body, at) =>
    Buffer.from(
      withValue(body.toString(), at, 9e99).replace('9e+99', '9'.repeat(400)),
    ),
  'nested deeply': (body, at) =>
    Buffer.from(
      withValue(body.toString(), at, '@').replace(
        '"@"',
        `${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`,
      ),
    ),
  'no UTF-8': (body, at) =>
    Buffer.concat([
      body.subarray(0, at),
      Buffer.from([0xff, 0xc0]),
      body.subarray(at),
    ]),
  'a prototype': body =>
    Buffer.from(
      `{"__proto__":{"kind":"imagePushed","isAdmin":true},"constructor":1,${body
        .toString()
        .slice(1)}`,
    ),
};
