import type { PathElement } from '../fields';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '../json';
import { Masks } from './Masks';
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
  readonly #masks = new Masks();

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
      return this.#hide(value, place);
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
  #hide(value: JsonValue, place: string): MaskedText {
    if (isJsonObject(value)) {
      const hidden = Object.entries(value).map(
        ([name, field]) =>
          `${JSON.stringify(name)}:"${this.#hide(
            field,
            `${place}/f:${name}`,
          )}"`,
      );
      return `{${hidden.join(',')}}` as MaskedText;
    }
    return this.#masks.of(value, place) as MaskedText;
  }
}
