/** A request to an API that was answered. */
export interface Answered {
  method: string;
  /** Below the address of the API. */
  path: string;
  status: number;
  body: unknown;
}
