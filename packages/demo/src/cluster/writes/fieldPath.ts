import { PathElement, parseJson } from '@backstage-gitops/drift';
import { isMap } from '../objects/json';
import { printJson } from '../objects/text';

function stepOf(element: PathElement): string {
  const text = element.slice(2);
  switch (element.slice(0, 2)) {
    case 'f:':
      return `.${text}`;
    case 'k:': {
      const keys = parseJson(text);
      const pairs = isMap(keys)
        ? Object.entries(keys).map(
            ([key, value]) => `${key}=${printJson(value)}`,
          )
        : [];
      return `[${pairs.join(',')}]`;
    }
    case 'v:':
      return `[=${text}]`;
    default:
      return `[${text}]`;
  }
}

/** A path as the server prints it in a conflict: dots in names stay as they are. */
export const printFieldPath = (path: readonly PathElement[]): string =>
  path.map(stepOf).join('');
