import { badRequest } from '../errors/failures';
import { JsonObject } from '../objects/json';
import { valueAt } from '../objects/read';

/** One condition on a field. */
export interface FieldRequirement {
  path: string[];
  value: string;
  operator: 'equal' | 'different';
}

/** Reads `metadata.name=x,status.phase!=Running`; throws 400 otherwise. */
export function parseFieldSelector(text: string): FieldRequirement[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const [, field, operator, value] =
        /^([\w.[\]-]+)(==|=|!=)(.*)$/.exec(part) ?? [];
      if (field === undefined || value === undefined) {
        throw badRequest(
          `invalid selector: ${JSON.stringify(part)}; can't understand it`,
        );
      }
      return {
        path: field.split('.'),
        value,
        operator: operator === '!=' ? 'different' : 'equal',
      };
    });
}

/** Whether an object meets all conditions; an absent field is empty. */
export function matchesFields(
  requirements: readonly FieldRequirement[],
  object: JsonObject,
): boolean {
  return requirements.every(({ path, value, operator }) => {
    const found = valueAt(object, ...path);
    const text =
      found === undefined || found === null || typeof found === 'object'
        ? ''
        : String(found);
    return operator === 'equal' ? text === value : text !== value;
  });
}
