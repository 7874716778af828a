import { RenderCache } from './RenderCache';

it('forgets what was not asked for the longest', () => {
  const cache = new RenderCache<string>(10);
  cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  cache.get('a');
  cache.set('c', 'C', 4);
  cache.set('huge', 'H', 11);
  expect(['a', 'b', 'c', 'huge'].map(key => cache.get(key))).toEqual([
    'A',
    undefined,
    'C',
    undefined,
  ]);
});

it('counts what is replaced once', () => {
  const cache = new RenderCache<number>(10);
  for (let value = 0; value < 100; value += 1) cache.set('a', value, 4);
  cache.set('b', 1, 6);
  expect([cache.get('a'), cache.get('b')]).toEqual([99, 1]);
});
