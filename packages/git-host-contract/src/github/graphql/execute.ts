import type { Document, Field, Selection, Value } from './Document';
import { nameOfType, TYPES } from './types';

type Args = Record<string, unknown>;

/** An object of the host: each of its fields, or how it is found out. */
export interface GraphObject {
  __typename: string;
  [field: string]: unknown;
}

/** A refusal of one field, which is then null. */
export class FieldRefusal extends Error {
  constructor(readonly type: string, message: string) {
    super(message);
  }
}

interface Refused {
  type: string;
  path: string[];
  message: string;
}

/** Answers a document that was found valid, from the objects it begins at. */
class Executor {
  readonly errors: Refused[] = [];
  readonly #document: Document;
  readonly #variables: Args;

  constructor(document: Document, variables: Args) {
    this.#document = document;
    this.#variables = variables;
  }

  async answer(
    object: GraphObject,
    selections: Selection[],
    path: string[],
  ): Promise<Args> {
    const answer: Args = {};
    for (const selection of selections) {
      merge(
        answer,
        selection.kind === 'field'
          ? await this.#answerField(object, selection, path)
          : await this.#answerFragment(object, selection, path),
      );
    }
    return answer;
  }

  async #answerField(
    object: GraphObject,
    { alias, name, args, selections }: Field,
    path: string[],
  ): Promise<Args> {
    if (name === '__typename') return { [alias]: object.__typename };
    const type = TYPES.get(object.__typename)?.fields.get(name)?.type;
    if (!type) throw new Error(`${object.__typename} has no ${name}`);
    const here = [...path, alias];
    try {
      const field = object[name];
      const value =
        typeof field === 'function' ? await field(this.#argsOf(args)) : field;
      return { [alias]: await this.#complete(type, value, selections, here) };
    } catch (error) {
      if (!(error instanceof FieldRefusal)) throw error;
      this.errors.push({
        type: error.type,
        path: here,
        message: error.message,
      });
      return { [alias]: null };
    }
  }

  async #answerFragment(
    object: GraphObject,
    selection: Exclude<Selection, Field>,
    path: string[],
  ): Promise<Args> {
    const fragment =
      selection.kind === 'inline'
        ? selection
        : this.#document.fragments.get(selection.name);
    const isMeant =
      fragment &&
      (fragment.on === object.__typename ||
        TYPES.get(fragment.on)?.members.includes(object.__typename));
    return isMeant ? this.answer(object, fragment.selections, path) : {};
  }

  /** A value as its type says; what does not fit is a fault of the stand-in. */
  async #complete(
    type: string,
    value: unknown,
    selections: Selection[],
    path: string[],
  ): Promise<unknown> {
    if (type.endsWith('!')) {
      const there = await this.#complete(
        type.slice(0, -1),
        value,
        selections,
        path,
      );
      if (there === null) throw new Error(`${path.join('.')} is null`);
      return there;
    }
    if (value === undefined || value === null) return null;
    if (type.startsWith('[')) {
      const items: unknown[] = [];
      for (const item of value as unknown[]) {
        const inner = type.slice(1, -1);
        items.push(await this.#complete(inner, item, selections, path));
      }
      return items;
    }
    return TYPES.has(nameOfType(type))
      ? this.answer(value as GraphObject, selections, path)
      : value;
  }

  #argsOf(args: Map<string, Value>): Args {
    return Object.fromEntries(
      [...args].map(([name, value]) => [name, this.#valueOf(value)]),
    );
  }

  #valueOf(value: Value): unknown {
    switch (value.kind) {
      case 'variable':
        return this.#variables[value.name];
      case 'list':
        return value.items.map(one => this.#valueOf(one));
      case 'object':
        return this.#argsOf(value.fields);
      default:
        return value.value;
    }
  }
}

function isObject(value: unknown): value is Args {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds what is asked at another place of the document: of one object, or of each in a list. */
function merge(into: Args, more: Args): void {
  for (const [key, value] of Object.entries(more)) {
    const before = into[key];
    if (isObject(before) && isObject(value)) merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value)) {
      for (const [index, one] of before.entries()) {
        if (isObject(one) && isObject(value[index])) merge(one, value[index]);
      }
    } else into[key] = value;
  }
}

export async function execute(
  document: Document,
  variables: Args,
  root: GraphObject,
): Promise<{ data: Args; errors?: Refused[] }> {
  const executor = new Executor(document, variables);
  const data = await executor.answer(root, document.selections, []);
  const { errors } = executor;
  return errors.length > 0 ? { data, errors } : { data };
}
