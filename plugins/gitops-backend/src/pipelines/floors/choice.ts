import type { NamedFloor, Tightened } from './NamedFloor';

/**
 * A setting that is one of several words.
 *
 * @param options - `order` has the strictest last; `otherwise` is in force where neither the file nor a floor says more.
 */
export function tightenChoice<T extends string>(options: {
  field: string;
  order: readonly T[];
  own: T | undefined;
  otherwise: T;
  floors: NamedFloor[];
  read(floor: NamedFloor): T | undefined;
}): Tightened<T> {
  const { field, order, own, otherwise, floors, read } = options;
  const rank = (value: T) => order.indexOf(value);
  const set = floors.flatMap(floor => {
    const least = read(floor);
    return least ? [{ name: floor.name, least }] : [];
  });
  const value = set.reduce(
    (strictest, { least }) =>
      rank(least) > rank(strictest) ? least : strictest,
    own ?? otherwise,
  );
  const problems = set
    .filter(({ least }) => own !== undefined && rank(own) < rank(least))
    .map(
      ({ name, least }) =>
        `${field} is ${own}; the platform's floor is ${least} (${name}).`,
    );
  return { value, problems };
}
