import { randomBytes } from 'node:crypto';

/** A text that is nowhere else, and finds itself again: as it is, and in the base64 of whatever it was put into. */
export class Canary {
  readonly #text = randomBytes(15).toString('hex');
  readonly #spellings: string[];

  constructor() {
    // What base64 makes of a text depends on how many bytes were before it; only its inside is the same each time.
    const encoded = [0, 1, 2].map(before =>
      Buffer.from(`${'x'.repeat(before)}${this.#text}`)
        .toString('base64')
        .slice(4, -8),
    );
    this.#spellings = [this.#text, ...encoded];
  }

  /** A secret to plant; which one tells where it was planted. */
  secret(place: string): string {
    return `${place}-${this.#text}`;
  }

  /** Where texts hold it: an excerpt each, with what is right before it. */
  findIn(texts: Iterable<[where: string, text: string]>): string[] {
    const found: string[] = [];
    for (const [where, text] of texts) {
      for (const spelling of this.#spellings) {
        const at = text.indexOf(spelling);
        if (at < 0) continue;
        const excerpt = text.slice(Math.max(at - 80, 0), at + spelling.length);
        found.push(`${where}: ${excerpt}`);
        break;
      }
    }
    return found;
  }
}
