import { gather } from './ask';

/** A host that has that many, and the pages that it was asked for. */
function hostOf(total: number) {
  const asked: string[] = [];
  const all = Array.from({ length: total }, (_, index) => index);
  const load = async (options: { per_page: number; page: number }) => {
    const { per_page: size, page } = options;
    asked.push(`${page} of ${size}`);
    return all.slice((page - 1) * size, page * size);
  };
  return { asked, load, all };
}

describe('gather', () => {
  it.each([
    [0, Infinity, ['1 of 100']],
    [99, Infinity, ['1 of 100']],
    [100, Infinity, ['1 of 100', '2 of 100']],
    [150, Infinity, ['1 of 100', '2 of 100']],
    [150, 120, ['1 of 100', '2 of 100']],
    [150, 100, ['1 of 100']],
    [150, 10, ['1 of 10']],
  ])('of %i, at most %i, asks for %j', async (total, limit, pages) => {
    const { asked, load, all } = hostOf(total);
    expect(await gather(load, limit)).toEqual(all.slice(0, limit));
    expect(asked).toEqual(pages);
  });
});
