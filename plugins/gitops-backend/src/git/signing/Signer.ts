/** A key that git signs commits with. */
export interface Signer {
  /** Which key it is, for people: its kind and fingerprint. */
  description: string;
  /** What git's environment must have to sign with it. Paths only: nothing of the key. */
  environment: Record<string, string>;
}
