import { badRequest } from '../errors/failures';
import { JsonObject } from '../objects/json';
import { mapsAt, textAt, textMapAt, textsAt } from '../objects/read';

/** One condition on a label. */
export type Requirement =
  | { operator: 'In' | 'NotIn'; key: string; values: readonly string[] }
  | { operator: 'Exists' | 'DoesNotExist'; key: string };

/** Whether labels meet all conditions. */
export function matchesLabels(
  requirements: readonly Requirement[],
  labels: Record<string, string>,
): boolean {
  return requirements.every(requirement => {
    const value = labels[requirement.key];
    switch (requirement.operator) {
      case 'In':
        return value !== undefined && requirement.values.includes(value);
      case 'NotIn':
        return value === undefined || !requirement.values.includes(value);
      case 'Exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}

const KEY = String.raw`([A-Za-z0-9][\w./-]*)`;
const SET = new RegExp(String.raw`^${KEY}\s+(in|notin)\s*\(([^)]*)\)$`);
const PAIR = new RegExp(String.raw`^${KEY}\s*(==|=|!=)\s*([\w.-]*)$`);
const NAME = new RegExp(String.raw`^(!?)\s*${KEY}$`);

function parseOne(text: string): Requirement {
  const set = SET.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map(value => value.trim());
    return { operator: operator === 'in' ? 'In' : 'NotIn', key, values };
  }
  const pair = PAIR.exec(text);
  if (pair) {
    const [, key = '', operator, value = ''] = pair;
    return {
      operator: operator === '!=' ? 'NotIn' : 'In',
      key,
      values: [value],
    };
  }
  const name = NAME.exec(text);
  if (name) {
    const [, not, key = ''] = name;
    return { operator: not ? 'DoesNotExist' : 'Exists', key };
  }
  throw badRequest(
    `unable to parse requirement: ${JSON.stringify(
      text,
    )} is not a label requirement`,
  );
}

/** Reads `a=b,c in (d, e),!f`; throws 400 where it cannot be read. */
export function parseLabelSelector(text: string): Requirement[] {
  return (text.match(/[^,(]+(\([^)]*\))?/g) ?? [])
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(parseOne);
}

/** Reads a `LabelSelector` object: matchLabels and matchExpressions. */
export function readLabelSelector(selector: JsonObject): Requirement[] {
  const labels = Object.entries(textMapAt(selector, 'matchLabels')).map(
    ([key, value]): Requirement => ({ operator: 'In', key, values: [value] }),
  );
  const expressions = mapsAt(selector, 'matchExpressions').map(
    (expression): Requirement => {
      const key = textAt(expression, 'key') ?? '';
      const operator = textAt(expression, 'operator');
      if (operator === 'Exists' || operator === 'DoesNotExist') {
        return { operator, key };
      }
      return {
        operator: operator === 'NotIn' ? 'NotIn' : 'In',
        key,
        values: textsAt(expression, 'values'),
      };
    },
  );
  return [...labels, ...expressions];
}

/** The text form of conditions, as a scale's status carries it. */
export function printLabelSelector(
  requirements: readonly Requirement[],
): string {
  return requirements
    .map(requirement => {
      switch (requirement.operator) {
        case 'Exists':
          return requirement.key;
        case 'DoesNotExist':
          return `!${requirement.key}`;
        default: {
          const [only, ...others] = requirement.values;
          if (requirement.operator === 'In' && others.length === 0) {
            return `${requirement.key}=${only ?? ''}`;
          }
          const word = requirement.operator === 'In' ? 'in' : 'notin';
          return `${requirement.key} ${word} (${requirement.values.join(',')})`;
        }
      }
    })
    .sort()
    .join(',');
}
