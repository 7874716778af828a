import { parseRepository } from '../../registries/RepositoryName';

/** Is it this repository that was told of, by its whole name or without its registry? */
export function meansSame(watched: string, told: string): boolean {
  const [one, other] = [parseRepository(watched), parseRepository(told)];
  return (
    one !== undefined &&
    (one.name === told ||
      (one.name === other?.name && one.registry === other.registry))
  );
}
