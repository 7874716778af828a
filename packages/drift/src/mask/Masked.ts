import type { PathElement } from '../fields';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '../json';
import { isSecretLike, secretsOf } from './secrecy';

declare const masked: unique symbol;

/**
 * A text in which nothing secret is left. Only a {@link Mask} makes one.
 *
 * @public
 */
export type MaskedText = string & { readonly [masked]: true };

/** Longest value that is shown, in characters. */
const LONGEST = 4_000;

/** The shortest mask; each further distinct value gets one four longer, so that equal values look equal. */
const FIRST_LENGTH = 8;
const STEP = 4;

/** What of an object with secrets may be seen: what it is called, and of which type it is. */
const OPEN: readonly RegExp[] = [
  /^f:metadata\/f:(labels|finalizers|ownerReferences)/,
  /^f:(apiVersion|kind|type|immutable)$/,
];

/**
 * Makes texts that can be shown of the values of one object, as Git and as the cluster have it.
 *
 * @public
 */
export class Mask {
  readonly #secrets: readonly string[];
  readonly #holdsSecrets: boolean;
  readonly #lengths = new Map<string, number>();

  /** @param objects - the versions of one object: desired, live, predicted. */
  constructor(objects: readonly JsonObject[]) {
    this.#holdsSecrets = objects.some(isSecretLike);
    this.#secrets = [...new Set(objects.flatMap(secretsOf))].sort(
      (a, b) => b.length - a.length,
    );
  }

  /** The value at a path. */
  readonly show = (
    value: JsonValue,
    path: readonly PathElement[],
  ): MaskedText => {
    const place = path.join('/');
    if (this.#holdsSecrets && !OPEN.some(open => open.test(place))) {
      return this.#hide(value);
    }
    return this.text(typeof value === 'string' ? value : printJson(value));
  };

  /** Any text that may quote the object, such as a server's refusal. */
  text(text: string): MaskedText {
    let clean = text;
    for (const secret of this.#secrets) {
      clean = clean.split(secret).join('++++++++');
    }
    const short =
      clean.length > LONGEST ? `${clean.slice(0, LONGEST)} ...` : clean;
    return short as MaskedText;
  }

  /** Names stay, values go. */
  #hide(value: JsonValue): MaskedText {
    if (isJsonObject(value)) {
      const hidden = Object.entries(value).map(
        ([name, field]) => `${JSON.stringify(name)}:"${this.#hide(field)}"`,
      );
      return `{${hidden.join(',')}}` as MaskedText;
    }
    const text = printJson(value);
    const length =
      this.#lengths.get(text) ?? FIRST_LENGTH + this.#lengths.size * STEP;
    this.#lengths.set(text, length);
    return '+'.repeat(length) as MaskedText;
  }
}
