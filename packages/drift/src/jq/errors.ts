/**
 * A rule that is no expression, or uses what is not supported.
 *
 * @public
 */
export class JqSyntaxError extends Error {
  override name = 'JqSyntaxError';
}

/**
 * An expression that was stopped because it did not come to an end in the steps it had.
 *
 * @public
 */
export class JqStepsExceeded extends Error {
  override name = 'JqStepsExceeded';
}

/** An expression that does not fit the value: a field of a text, an item of a number. */
export class JqMismatch extends Error {
  override name = 'JqMismatch';
}
