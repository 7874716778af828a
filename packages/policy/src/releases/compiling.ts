/** What was read from a text, or what is wrong with it, in one sentence. */
export type Parsed<T> =
  | { status: 'valid'; value: T }
  | { status: 'invalid'; reason: string };

/** One thing that is wrong in a rule that makes releases. @public */
export interface RuleProblem {
  /** The setting of the rule, such as `range`. */
  field: string;
  /** What was found and what to write instead. */
  reason: string;
}

/** A rule that can be asked, or everything that is wrong with it. @public */
export type CompiledRule<T> =
  | { status: 'valid'; rule: T }
  | { status: 'invalid'; problems: RuleProblem[] };

/** Reads a rule's settings one by one and keeps what is wrong, so that a person is told everything at once. */
export class RuleReader {
  readonly #problems: RuleProblem[] = [];

  take<T>(field: string, parsed: Parsed<T>): T | undefined {
    if (parsed.status === 'valid') return parsed.value;
    this.refuse(field, parsed.reason);
    return undefined;
  }

  /** What of a list can be read. */
  takeAll<T>(field: string, list: Parsed<T>[]): T[] {
    return list.flatMap(parsed => this.take(field, parsed) ?? []);
  }

  /** A rule that is part of this one. */
  takeRule<T>(compiled: CompiledRule<T>): T | undefined {
    if (compiled.status === 'valid') return compiled.rule;
    this.#problems.push(...compiled.problems);
    return undefined;
  }

  refuse(field: string, reason: string): void {
    this.#problems.push({ field, reason });
  }

  finish<T>(rule: T): CompiledRule<T> {
    return this.#problems.length > 0
      ? { status: 'invalid', problems: this.#problems }
      : { status: 'valid', rule };
  }
}
