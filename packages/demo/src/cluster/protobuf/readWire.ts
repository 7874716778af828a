/** A field of a message as it is on the wire. */
export type WireField =
  | { number: number; kind: 'varint'; value: bigint }
  | { number: number; kind: 'bytes'; value: Buffer };

/** Bytes that are no message. */
export class WireError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WireError';
  }
}

/** Reads the fields of one message (protobuf.dev, "Encoding"). */
export function readWire(bytes: Buffer): WireField[] {
  const fields: WireField[] = [];
  let position = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[position];
      if (byte === undefined) break;
      position += 1;
      value += BigInt(byte % 0x80) * 2n ** shift;
      if (byte < 0x80) return value;
    }
    throw new WireError('a number does not end');
  };
  while (position < bytes.length) {
    const tag = Number(varint());
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ number, kind: 'varint', value: varint() });
        break;
      case 2: {
        const length = Number(varint());
        const end = position + length;
        if (end > bytes.length) throw new WireError('a field is cut off');
        fields.push({
          number,
          kind: 'bytes',
          value: bytes.subarray(position, end),
        });
        position = end;
        break;
      }
      default:
        throw new WireError(`field ${number} is of no known wire type`);
    }
  }
  return fields;
}
