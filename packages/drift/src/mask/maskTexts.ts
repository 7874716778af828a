import { stringify } from 'yaml';
import { type JsonObject, objectsOf, parseManifests } from '../json';
import { objectAt, textAt } from '../json/JsonValue';
import { maskObjects } from './MaskedObjects';
import { isSecretLike } from './secrecy';

/** Two versions of a file of manifests, of which one may be missing, as they can be shown. @public */
export type MaskedTexts =
  | { status: 'shown'; before: string; after: string }
  /** It cannot be read, and may hold secrets. */
  | { status: 'hidden' };

/** What a text looks like that may hold secrets, whatever else is wrong with it. */
const SUSPECT = /secret|stringData/i;

function idOf(object: JsonObject): string {
  const metadata = objectAt(object, 'metadata');
  return ['kind', 'namespace', 'name']
    .map(field => textAt(field === 'kind' ? object : metadata, field) ?? '')
    .join('/');
}

function print(objects: JsonObject[]): string {
  return objects.map(object => stringify(object)).join('---\n');
}

/**
 * Two versions of a file without what Secrets in it hold. YAML can spell a value in too many ways to find it in a text:
 * a file with secrets is shown as the objects it means, without its comments; any other file as it is.
 *
 * @public
 */
export function maskTexts(before: string, after: string): MaskedTexts {
  const [was, is] = [parseManifests(before), parseManifests(after)];
  if (was.status === 'failed' || is.status === 'failed') {
    return SUSPECT.test(before) || SUSPECT.test(after)
      ? { status: 'hidden' }
      : { status: 'shown', before, after };
  }
  const earlier = objectsOf(was.documents);
  const later = objectsOf(is.documents);
  if (![...earlier, ...later].some(isSecretLike)) {
    return { status: 'shown', before, after };
  }
  const others = (objects: JsonObject[]) =>
    new Map(objects.map(object => [idOf(object), object]));
  const [inEarlier, inLater] = [others(earlier), others(later)];
  return {
    status: 'shown',
    before: print(
      earlier.map(target => {
        const versions = { target, live: inLater.get(idOf(target)) };
        return maskObjects(versions).target?.toJSON() ?? {};
      }),
    ),
    after: print(
      later.map(live => {
        const versions = { target: inEarlier.get(idOf(live)), live };
        return maskObjects(versions).live?.toJSON() ?? {};
      }),
    ),
  };
}
