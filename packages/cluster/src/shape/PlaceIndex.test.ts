import { PlaceIndex } from './PlaceIndex';

function followed(index: PlaceIndex, place: string) {
  const changed = jest.fn();
  return { changed, end: index.follow(place, changed) };
}

describe('PlaceIndex', () => {
  it('tells the followers of the places an object left and came to', () => {
    const index = new PlaceIndex();
    const [a, b, c] = ['a', 'b', 'c'].map(place => followed(index, place));
    index.set('one', ['a']);
    index.set('one', ['b']);
    expect(a.changed).toHaveBeenCalledTimes(2);
    expect(b.changed).toHaveBeenCalledTimes(1);
    expect(c.changed).not.toHaveBeenCalled();
    expect(index.at('a')).toEqual([]);
    expect(index.at('b')).toEqual(['one']);
  });

  it('finds all objects of a place, until they are gone', () => {
    const index = new PlaceIndex();
    index.set('one', ['a', 'b']);
    index.set('two', ['a']);
    expect(index.at('a')).toEqual(['one', 'two']);
    index.set('one', []);
    expect(index.at('a')).toEqual(['two']);
    expect(index.at('b')).toEqual([]);
  });

  it('tells nobody who has ended', () => {
    const index = new PlaceIndex();
    const { changed, end } = followed(index, 'a');
    expect(index.isFollowed).toBe(true);
    end();
    index.set('one', ['a']);
    expect(changed).not.toHaveBeenCalled();
    expect(index.isFollowed).toBe(false);
  });
});
