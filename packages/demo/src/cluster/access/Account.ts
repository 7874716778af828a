/** What an account may do everywhere in the simulated cluster. */
export type AccountRole = 'view' | 'edit' | 'admin';

/** Someone who has a token. */
export interface Account {
  name: string;
  /** Bearer token. */
  token: string;
  role: AccountRole;
}

/** Who sends a request. */
export interface User {
  name: string;
  groups: readonly string[];
  /** What the account's own role allows, besides RBAC objects. */
  role: AccountRole | undefined;
}
