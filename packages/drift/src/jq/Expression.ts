/** How two values are combined. */
export type Operator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | 'and'
  | 'or'
  | '//';

/** A jq expression, read. Each gives any number of values for one. */
export type Expression =
  | { kind: 'identity' }
  | { kind: 'recurse' }
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'at'; target: Expression; key: Expression }
  | { kind: 'each'; target: Expression }
  | { kind: 'try'; body: Expression }
  | { kind: 'pipe'; first: Expression; then: Expression }
  | { kind: 'both'; first: Expression; second: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression }
  | { kind: 'list'; items: Expression | undefined }
  | {
      kind: 'if';
      condition: Expression;
      then: Expression;
      otherwise: Expression;
    }
  | { kind: 'call'; name: string; parameters: Expression[] };
