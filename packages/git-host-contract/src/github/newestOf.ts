/** The newest of each name, as the host shows them. */
export function newestOf<T>(items: T[], nameOf: (item: T) => string): T[] {
  return [...new Map(items.map(item => [nameOf(item), item])).values()];
}
