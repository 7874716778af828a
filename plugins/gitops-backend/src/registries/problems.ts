/** A registry that cannot answer now, in a sentence. It may later. */
export class RegistryUnavailable extends Error {
  readonly name = 'RegistryUnavailable';
  /** When to ask again, in milliseconds since 1970. */
  readonly askAgainAt: number;

  constructor(message: string, askAgainAt: number) {
    super(message);
    this.askAgainAt = askAgainAt;
  }
}

/** A registry that does not give what was asked for, or gives what is not taken, in a sentence. Somebody has to act. */
export class RegistryRefused extends Error {
  readonly name = 'RegistryRefused';
}
