/** Where in an object a field is. */
export function FieldPath({ path }: { path: string }) {
  return path === '' ? <>The whole object</> : <code>{path}</code>;
}
