import { planRevert } from './planRevert';
import type { ViolatedFile } from './standing';

const head = (files: Record<string, string>) => (path: string) => files[path];
const a: ViolatedFile = { path: 'a', before: 'old', after: 'new' };
const added: ViolatedFile = { path: 'b', after: 'new' };
const deleted: ViolatedFile = { path: 'c', before: 'old' };

describe('planRevert', () => {
  it('restores what was changed, removes what was added, and brings back what was deleted', () => {
    expect(
      planRevert([[deleted, added, a]], head({ a: 'new', b: 'new' })),
    ).toEqual({
      status: 'planned',
      restore: new Map([
        ['a', 'old'],
        ['b', undefined],
        ['c', 'old'],
      ]),
      kept: [],
    });
  });

  it('keeps what is something else by now', () => {
    expect(planRevert([[a, added]], head({ a: 'newer', b: 'new' }))).toEqual({
      status: 'planned',
      restore: new Map([['b', undefined]]),
      kept: ['a'],
    });
  });

  it('keeps what a change that came as it should has touched, for any of the environments', () => {
    expect(
      planRevert(
        [[a, added], [{ ...a, settled: true }]],
        head({ a: 'new', b: 'new' }),
      ),
    ).toMatchObject({ restore: new Map([['b', undefined]]), kept: ['a'] });
  });

  it('has nothing to do where nothing is as it was left', () => {
    expect(planRevert([[a]], head({ a: 'old' }))).toEqual({
      status: 'nothingToDo',
    });
  });
});
