import { tokensOf } from './parseDocument';
import { SCHEMA } from './githubSchema';

interface FieldType {
  /** By name, such as `Int!`. */
  args: Map<string, string>;
  type: string;
}

/** What an object, or one of several, can be asked. */
interface CompositeType {
  fields: Map<string, FieldType>;
  /** Which objects it can be; none where it is an object itself. */
  members: string[];
}

/** The name in a type such as `[Label!]!`. */
export function nameOfType(type: string): string {
  return type.replace(/[[\]!]/g, '');
}

function readSchema(text: string): Map<string, CompositeType> {
  const tokens = tokensOf(text);
  const take = () => tokens.shift() ?? '';
  const types = new Map<string, CompositeType>();

  function readType(): string {
    let type = take();
    if (type === '[') type = `[${readType()}${take()}`;
    return tokens[0] === '!' ? `${type}${take()}` : type;
  }

  function readFields(end: string): Map<string, FieldType> {
    const fields = new Map<string, FieldType>();
    while (tokens[0] !== end) {
      const name = take();
      const args = new Map<string, string>();
      if (tokens[0] === '(') {
        take();
        for (const [arg, { type }] of readFields(')')) args.set(arg, type);
      }
      take();
      fields.set(name, { args, type: readType() });
    }
    take();
    return fields;
  }

  while (tokens.length > 0) {
    take();
    const name = take();
    const members: string[] = [];
    while (['=', '|'].includes(tokens[0])) {
      take();
      members.push(take());
    }
    const hasFields = tokens[0] === '{';
    if (hasFields) take();
    types.set(name, {
      fields: hasFields ? readFields('}') : new Map(),
      members,
    });
  }
  return types;
}

/** By name. What is not here has no fields: it is a scalar, an enumeration or an input. */
export const TYPES: ReadonlyMap<string, CompositeType> = readSchema(SCHEMA);
