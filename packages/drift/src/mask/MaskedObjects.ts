import { LAST_APPLIED } from '../clientSide/lastApplied';
import { withData } from '../compare/withData';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  printJson,
} from '../json';
import { objectAt, textAt } from '../json/JsonValue';
import { Masks } from './Masks';
import { isSecretLike, SECRET_PARTS } from './secrecy';

/** What is hidden in the annotations of a Secret: all of them, or those named. @public */
export type HiddenAnnotations = 'all' | readonly string[];

/** The versions of one object. @public */
export interface ObjectVersions {
  /** As Git has it. */
  target?: JsonObject;
  live?: JsonObject;
  /** As the server would make it of both. */
  predicted?: JsonObject;
}

/** The same, masked. @public */
export interface MaskedVersions {
  target?: MaskedObject;
  live?: MaskedObject;
  predicted?: MaskedObject;
}

/** For what cannot even be read. */
const UNREADABLE = '++++++++';

class Hider {
  readonly #masks = new Masks();
  readonly #isSecret: boolean;
  readonly #annotations: HiddenAnnotations;

  constructor(isSecret: boolean, annotations: HiddenAnnotations) {
    this.#isSecret = isSecret;
    this.#annotations = annotations;
  }

  /** Gives the values their masks, in the order in which they come. */
  meet(object: JsonObject): void {
    if (this.#isSecret) this.#hideParts(withData(object));
  }

  hide(object: JsonObject): JsonObject {
    if (!this.#isSecret) return object;
    const hidden = this.#hideParts(withData(object));
    const metadata = objectAt(hidden, 'metadata');
    const annotations = objectAt(metadata, 'annotations');
    if (!metadata || !annotations) return hidden;
    return {
      ...hidden,
      metadata: {
        ...metadata,
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([name, value]) => [
            name,
            this.#annotation(name, value),
          ]),
        ),
      },
    };
  }

  #hideParts(object: JsonObject): JsonObject {
    const hidden = { ...object };
    for (const part of SECRET_PARTS) {
      const value = object[part];
      if (value !== undefined && value !== null) {
        hidden[part] = this.#values(value, part);
      }
    }
    return hidden;
  }

  /** Names stay, values go. */
  #values(value: JsonValue, place: string): JsonValue {
    return isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, field]) => [
            name,
            this.#values(field, `${place}/${name}`),
          ]),
        )
      : this.#masks.of(value, place);
  }

  #annotation(name: string, value: JsonValue): JsonValue {
    const isHidden =
      this.#annotations !== 'all' && this.#annotations.includes(name);
    if (isHidden) return this.#masks.of(value, `annotations/${name}`);
    if (name === LAST_APPLIED) return this.#note(value);
    return this.#annotations === 'all'
      ? this.#masks.of(value, `annotations/${name}`)
      : value;
  }

  /** What client-side apply sent, with the same masks. */
  #note(value: JsonValue): JsonValue {
    try {
      const sent = typeof value === 'string' ? parseJson(value) : null;
      if (!isJsonObject(sent) || textAt(sent, 'kind') === undefined) {
        return UNREADABLE;
      }
      return printJson(this.hide(sent), { keys: 'sorted' });
    } catch {
      return UNREADABLE;
    }
  }
}

/**
 * An object in which nothing secret is left. Only {@link maskObjects} makes one.
 *
 * @public
 */
export class MaskedObject {
  readonly #fields: JsonObject;

  private constructor(fields: JsonObject) {
    this.#fields = fields;
  }

  /** @internal */
  static readonly make = (object: JsonObject, hider: Hider): MaskedObject =>
    new MaskedObject(hider.hide(object));

  toJSON(): JsonObject {
    return this.#fields;
  }
}

/**
 * Masks the versions of one object, in this order: what Git has, what the cluster has, what is predicted. Equal values
 * of one key get equal masks in all versions and in the notes that client-side apply left in them; a note that cannot
 * be read is masked whole. What is no Secret, nor like one, stays as it is.
 *
 * @public
 */
export function maskObjects(
  versions: ObjectVersions,
  { annotations }: { annotations: HiddenAnnotations } = { annotations: 'all' },
): MaskedVersions {
  const { target, live, predicted } = versions;
  const objects = [target, live, predicted].filter(
    (one): one is JsonObject => one !== undefined,
  );
  const hider = new Hider(objects.some(isSecretLike), annotations);
  // The values of the versions themselves come first, those in their notes after them.
  for (const object of objects) hider.meet(object);
  const masked = (object: JsonObject | undefined) =>
    object && MaskedObject.make(object, hider);
  return {
    target: masked(target),
    live: masked(live),
    predicted: masked(predicted),
  };
}
