/** What a schema finds wrong with an object, by path such as `spec.ports[0]`. */
export interface Findings {
  /** Paths of fields that the schema does not know; they were dropped. */
  unknown: string[];
  /** Values of a wrong type: the object cannot be read at all. */
  unreadable: { path: string; message: string }[];
  /** Values that break a rule of a custom resource's schema. */
  invalid: { path: string; reason: string; message: string }[];
}

export const noFindings = (): Findings => ({
  unknown: [],
  unreadable: [],
  invalid: [],
});

/** The path of a member. */
export const join = (path: string, key: string) =>
  path === '' ? key : `${path}.${key}`;
