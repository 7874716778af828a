/**
 * A Git host's refusal that no retry changes: an unknown repository, refused credentials, a rule of the host.
 *
 * @public
 */
export class TerminalHostError extends Error {
  readonly name = 'TerminalHostError';
  /** The host's own name of the rule, where it has one, such as `protected branch`. */
  readonly rule?: string;

  constructor(message: string, options?: { rule?: string; cause?: unknown }) {
    super(message, { cause: options?.cause });
    this.rule = options?.rule;
  }
}
