import type { JsonValue } from '../json';
import { JqMismatch } from './errors';
import { evaluate } from './evaluate';
import type { Expression } from './Expression';
import { Steps } from './Found';
import { parseExpression } from './parse';

/** Steps that an expression may take: far more than any object of a megabyte and a half needs. */
const MAX_STEPS = 200_000;

/**
 * A jq expression that names places in a document, such as
 * `.spec.template.spec.containers[] | select(.name == "proxy") | .image`. The part of jq that rules are written in:
 * fields, items, `..`, pipes, conditions, comparisons and the tests of texts. Patterns take linear time, and every
 * expression a limited number of steps.
 *
 * @public
 */
export class PathExpression {
  readonly #expression: Expression;

  /** @throws JqSyntaxError for what is no expression, or uses what is not supported. */
  constructor(readonly text: string) {
    this.#expression = parseExpression(text);
  }

  /**
   * The places in a document; none where the expression does not fit it.
   *
   * @throws JqStepsExceeded for an expression that does not come to an end.
   */
  placesIn(document: JsonValue): Array<ReadonlyArray<string | number>> {
    const places: Array<ReadonlyArray<string | number>> = [];
    const root = { value: document, path: [] };
    try {
      for (const { path } of evaluate(
        this.#expression,
        root,
        new Steps(MAX_STEPS),
      )) {
        if (!path) throw new JqMismatch('a calculated value has no place');
        places.push(path);
      }
    } catch (error) {
      if (error instanceof JqMismatch) return [];
      throw error;
    }
    return places;
  }
}
