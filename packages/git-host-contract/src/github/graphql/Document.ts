/** What an argument is given. */
export type Value =
  | { kind: 'variable'; name: string }
  /** A name, where it is a value of an enumeration, is a text here. */
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'list'; items: Value[] }
  | { kind: 'object'; fields: Map<string, Value> };

export interface Field {
  kind: 'field';
  /** What the answer calls it. */
  alias: string;
  name: string;
  args: Map<string, Value>;
  selections: Selection[];
}

/** What is asked of an object. */
export type Selection =
  | Field
  | { kind: 'inline'; on: string; selections: Selection[] }
  | { kind: 'spread'; name: string };

/** One operation, with the fragments that it spreads. */
export interface Document {
  operation: 'query' | 'mutation';
  /** The types of the variables, such as `Int!`. */
  variables: Map<string, string>;
  selections: Selection[];
  fragments: Map<string, { on: string; selections: Selection[] }>;
}
