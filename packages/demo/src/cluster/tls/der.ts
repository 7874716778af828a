/** ASN.1 in its distinguished encoding (X.690), as far as certificates need. */

const element = (tag: number, content: Buffer): Buffer => {
  const length = content.length;
  if (length < 0x80)
    return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return Buffer.concat([
    Buffer.from([tag, 0x80 + bytes.length, ...bytes]),
    content,
  ]);
};

export const sequence = (...items: Buffer[]) =>
  element(0x30, Buffer.concat(items));
export const set = (...items: Buffer[]) => element(0x31, Buffer.concat(items));
export const utf8 = (text: string) => element(0x0c, Buffer.from(text));
export const truth = () => element(0x01, Buffer.from([0xff]));
export const bits = (content: Buffer, unused = 0) =>
  element(0x03, Buffer.concat([Buffer.from([unused]), content]));
export const octets = (content: Buffer) => element(0x04, content);

/** A member with a context-specific tag that wraps its content. */
export const explicit = (tag: number, content: Buffer) =>
  element(0xa0 + tag, content);
/** A plain member with a context-specific tag instead of its own. */
export const implicit = (tag: number, content: Buffer) =>
  element(0x80 + tag, content);

/** A number that is not negative. */
export const integer = (content: Buffer) =>
  element(
    0x02,
    (content[0] ?? 0) >= 0x80
      ? Buffer.concat([Buffer.from([0]), content])
      : content,
  );

/** A time until 2049 as UTCTime, RFC 5280 4.1.2.5. */
export const time = (date: Date) =>
  element(
    0x17,
    Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`),
  );

/** An object identifier from its dotted form. */
export const identifier = (dotted: string) => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part % 128];
    for (
      let left = Math.floor(part / 128);
      left > 0;
      left = Math.floor(left / 128)
    ) {
      groups.unshift((left % 128) + 128);
    }
    bytes.push(...groups);
  }
  return element(0x06, Buffer.from(bytes));
};
