import { type InputsContent, planRollback } from './planRollback';

const content = (
  own: Record<string, string>,
  shared: Record<string, string> = {},
  remote: string[] = [],
): InputsContent => ({
  own: new Map(Object.entries(own)),
  shared: new Map(Object.entries(shared)),
  remote,
});

const plan = (now: InputsContent, then: InputsContent) =>
  planRollback({ now, then });

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
    );
    expect(result).toEqual({
      status: 'planned',
      restore: new Map([['envs/dev/a', '1']]),
      warnings: [
        expect.stringMatching(/^base\/a was read then and is not any more/),
        expect.stringMatching(/^base\/b has changed since/),
      ],
    });
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

  const fetched = (reference: string) =>
    plan(
      content({ a: '2' }, {}, ['https://github.com/acme/other']),
      content({ a: '1' }, {}, [reference]),
    );

  it.each([
    'https://github.com/acme/base?ref=main',
    'https://github.com/acme/base',
    `https://github.com/acme/base?ref=${'a'.repeat(7)}`,
    'https://charts.example.com/redis@^17.0.0',
    'https://charts.example.com/redis@17.x',
    'https://charts.example.com/redis',
  ])('warns of what Git does not hold: %s', reference => {
    expect(fetched(reference)).toMatchObject({
      warnings: [
        expect.stringContaining(`${reference} is fetched from elsewhere`),
      ],
    });
  });

  it.each([
    `https://github.com/acme/base?ref=${'a'.repeat(40)}`,
    'https://charts.example.com/redis@17.1.2',
    'oci://ghcr.io/acme/redis@v1.0.0-rc.1',
    `oci://ghcr.io/acme/redis@sha256:${'0'.repeat(64)}`,
  ])('trusts what names one version: %s', reference => {
    expect(fetched(reference)).toMatchObject({ warnings: [] });
  });
});
