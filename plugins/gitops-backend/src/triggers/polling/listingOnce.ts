import type { RegistryReader, TagList } from '../../registries/RegistryReader';

/** Lists each repository once, however many rules of one look read it. */
export function listingOnce(
  reader: Pick<RegistryReader, 'listTags'>,
): RegistryReader['listTags'] {
  const lists = new Map<string, Promise<TagList>>();
  return repository => {
    const list = lists.get(repository) ?? reader.listTags(repository);
    lists.set(repository, list);
    return list;
  };
}
