import type { Document, Field, Selection } from './Document';
import { nameOfType, TYPES } from './types';

/** Most that the host puts on a page, and answers in all. */
const PAGE = 100;
const NODES = 500_000;

/** What is wrong with a document, as the host says it. */
export interface Problem {
  type?: string;
  message: string;
}

/** Judges a document by the schema and by the host's limits, before anything of it is answered. */
class Validator {
  readonly problems: Problem[] = [];
  readonly #document: Document;
  readonly #variables: Record<string, unknown>;
  readonly #used = new Set<string>();
  #nodes = 0;

  constructor(document: Document, variables: Record<string, unknown>) {
    this.#document = document;
    this.#variables = variables;
  }

  run(): Problem[] {
    const { operation, selections, variables } = this.#document;
    this.#visit(operation === 'query' ? 'Query' : 'Mutation', selections, 1);
    for (const [name, type] of variables) {
      if (!this.#used.has(name)) this.#add(`Variable $${name} is not used`);
      if (type.endsWith('!') && this.#variables[name] === undefined) {
        this.#add(`Variable $${name} of type ${type} was provided no value`);
      }
    }
    if (this.#nodes > NODES) {
      this.#add(
        `This query requests up to ${
          this.#nodes
        } possible nodes which exceeds the maximum limit of ${NODES}.`,
        'MAX_NODE_LIMIT_EXCEEDED',
      );
    }
    return this.problems;
  }

  #add(message: string, type?: string): void {
    this.problems.push({ type, message });
  }

  /** @param factor - of how many objects this is asked */
  #visit(on: string, selections: Selection[], factor: number): void {
    for (const selection of selections) {
      if (selection.kind === 'field') {
        this.#visitField(on, selection, factor);
        continue;
      }
      const fragment =
        selection.kind === 'inline'
          ? selection
          : this.#document.fragments.get(selection.name);
      if (!fragment) {
        this.#add('It spreads a fragment that is not there');
      } else if (
        fragment.on !== on &&
        !TYPES.get(on)?.members.includes(fragment.on)
      ) {
        this.#add(`Fragment on ${fragment.on} can't be spread inside ${on}`);
      } else this.#visit(fragment.on, fragment.selections, factor);
    }
  }

  #visitField(on: string, field: Field, factor: number): void {
    if (field.name === '__typename') return;
    const found = TYPES.get(on)?.fields.get(field.name);
    if (!found) {
      this.#add(`Field '${field.name}' doesn't exist on type '${on}'`);
      return;
    }
    this.#visitArguments(field, found.args);
    const of = nameOfType(found.type);
    const isConnection = of.endsWith('Connection');
    const size = isConnection ? this.#pageOf(field) : 1;
    if (isConnection) this.#nodes += factor * size;
    if (TYPES.has(of) !== field.selections.length > 0) {
      this.#add(`Field '${field.name}' of type ${found.type} is asked wrongly`);
    }
    this.#visit(of, field.selections, factor * size);
  }

  #visitArguments(field: Field, args: Map<string, string>): void {
    for (const [name, value] of field.args) {
      const type = args.get(name);
      if (!type) {
        this.#add(`Field '${field.name}' doesn't accept argument '${name}'`);
      }
      if (value.kind !== 'variable') continue;
      this.#used.add(value.name);
      const given = this.#document.variables.get(value.name);
      if (given !== type && given !== `${type}!`) {
        this.#add(`Type mismatch on variable $${value.name}: ${given}`);
      }
    }
    for (const [name, type] of args) {
      if (type.endsWith('!') && !field.args.has(name)) {
        this.#add(`Field '${field.name}' is missing argument '${name}'`);
      }
    }
  }

  #pageOf(field: Field): number {
    const value = field.args.get('first') ?? field.args.get('last');
    if (value?.kind !== 'literal') {
      this.#add(
        `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name}\` connection.`,
        'MISSING_PAGINATION_BOUNDARIES',
      );
      return 1;
    }
    const size = Number(value.value);
    if (size > PAGE) {
      this.#add(
        `Requesting ${size} records on the \`${field.name}\` connection exceeds the \`first\` limit of ${PAGE} records.`,
        'EXCESSIVE_PAGINATION',
      );
    }
    return size;
  }
}

export function validateDocument(
  document: Document,
  variables: Record<string, unknown>,
): Problem[] {
  return new Validator(document, variables).run();
}
