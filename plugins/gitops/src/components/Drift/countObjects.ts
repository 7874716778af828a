/** A number of objects with its verb, such as "1 object differs" and "2 objects differ". */
export function countObjects(
  count: number,
  verb: { one: string; many: string },
): string {
  return count === 1 ? `1 object ${verb.one}` : `${count} objects ${verb.many}`;
}
