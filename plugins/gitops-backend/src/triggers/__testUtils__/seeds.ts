import { typeOf } from './conformance/toRequest';
import { readCases, type RequestCase } from './conformance/cases';
import type { ReceiverType } from '../receivers';
import { bodyOf } from './prove';
import { SAMPLES } from './samples';

/** A request of a sender, without a proof. */
export interface Seed {
  type: ReceiverType;
  headers: Record<string, string>;
  body: Buffer;
}

/** What the cases leave out, and no proof is complete without. */
const EVENT: Partial<Record<ReceiverType, Record<string, string>>> = {
  ghcr: { 'x-github-event': 'registry_package' },
};

/** What senders really send, where the reference implementations' cases are given, and samples of our own. */
export function seeds(): Seed[] {
  const folder = process.env.CONFORMANCE_DATA;
  const cases = folder
    ? ['git-push', 'registry'].flatMap(name =>
        readCases<RequestCase>(folder, name),
      )
    : [];
  return [
    ...SAMPLES.map(({ type, headers = {}, payload }) => ({
      type,
      headers,
      body: bodyOf(payload),
    })),
    ...cases.flatMap(one => {
      const type = typeOf(one);
      // A mutation changes one place of a value, which only JSON has.
      return type && isJson(one.body)
        ? [
            {
              type,
              headers: { ...EVENT[type], ...one.headers },
              body: Buffer.from(one.body),
            },
          ]
        : [];
    }),
  ];
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}
