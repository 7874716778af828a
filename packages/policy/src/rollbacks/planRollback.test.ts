import { type InputsContent, planRollback } from './planRollback';

const content = (
  own: Record<string, string>,
  shared: Record<string, string> = {},
): InputsContent => ({
  own: new Map(Object.entries(own)),
  shared: new Map(Object.entries(shared)),
});

const plan = (
  now: InputsContent,
  then: InputsContent,
  others: Record<string, string[]> = {},
) =>
  planRollback({
    now,
    then,
    others: Object.entries(others).map(([environment, paths]) => ({
      environment,
      paths: new Set(paths),
    })),
  });

describe('planRollback', () => {
  it('restores changed and deleted files, deletes added ones, leaves the rest', () => {
    expect(
      plan(
        content({ same: '1', changed: '2', added: '3' }),
        content({ same: '1', changed: '9', deleted: '4' }),
      ),
    ).toEqual({
      status: 'planned',
      restore: new Map([
        ['changed', '9'],
        ['added', undefined],
        ['deleted', '4'],
      ]),
      warnings: [],
    });
  });

  it('warns of a shared base that changed and never restores it', () => {
    const result = plan(
      content({ 'envs/dev/a': '2' }, { 'base/b': '2', 'base/c': '1' }),
      content(
        { 'envs/dev/a': '1' },
        { 'base/a': '1', 'base/b': '1', 'base/c': '1' },
      ),
      { staging: ['base/a', 'base/b', 'base/c'] },
    );
    expect(result).toEqual({
      status: 'planned',
      restore: new Map([['envs/dev/a', '1']]),
      warnings: [
        expect.stringMatching(/^base\/a has changed since/),
        expect.stringMatching(/^base\/b has changed since/),
      ],
    });
  });

  it('refuses to change a file that another environment reads, and names it', () => {
    expect(
      plan(
        content({ z: '2', a: '2', own: '2' }),
        content({ z: '1', a: '1', own: '1' }),
        {
          'orders dev': ['unrelated'],
          'orders staging': ['z', 'a'],
        },
      ),
    ).toEqual({
      status: 'refused',
      reason: expect.stringMatching(
        /^a, z would change orders staging as well\./,
      ),
    });
  });

  it('lets others read what stays as it is', () => {
    expect(
      plan(content({ own: '2', kept: '1' }), content({ own: '1', kept: '1' }), {
        'orders staging': ['kept'],
      }).status,
    ).toBe('planned');
  });

  it('has nothing to do where the content is the same', () => {
    expect(plan(content({ a: '1' }), content({ a: '1' }))).toEqual({
      status: 'nothingToDo',
      reason: 'The environment holds this content already.',
    });
  });

  it('says so where only what it may not restore has changed', () => {
    expect(
      plan(
        content({ a: '1' }, { base: '2' }),
        content({ a: '1' }, { base: '1' }),
      ),
    ).toEqual({
      status: 'nothingToDo',
      reason: expect.stringContaining('base has changed since'),
    });
  });
});
