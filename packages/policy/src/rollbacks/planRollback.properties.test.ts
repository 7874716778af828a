import fc from 'fast-check';
import { type InputsContent, planRollback } from './planRollback';

const paths = ['a', 'b', 'c', 'd'];
const files = fc
  .dictionary(fc.constantFrom(...paths), fc.constantFrom('1', '2'))
  .map(entries => new Map(Object.entries(entries)));

const content: fc.Arbitrary<InputsContent> = fc.record({
  own: files,
  shared: files.map(
    shared => new Map([...shared].map(([path, id]) => [`base/${path}`, id])),
  ),
  remote: fc.subarray(['https://example.com/base', 'chart@1.0.0']),
});

/** What is there after a plan was carried out. */
function after(
  { own }: InputsContent,
  restore: ReadonlyMap<string, string | undefined>,
): Map<string, string> {
  const result = new Map(own);
  for (const [path, id] of restore) {
    if (id === undefined) result.delete(path);
    else result.set(path, id);
  }
  return result;
}

describe('planRollback, whatever was there', () => {
  it('restores what the environment held, and then there is nothing more to do', () => {
    fc.assert(
      fc.property(content, content, (now, then) => {
        const plan = planRollback({ now, then });
        const restored =
          plan.status === 'planned' ? after(now, plan.restore) : now.own;
        expect(new Map([...restored].sort())).toEqual(
          new Map([...then.own].sort()),
        );
        expect(
          planRollback({ now: { ...now, own: restored }, then }).status,
        ).toBe('nothingToDo');
      }),
    );
  });

  it('has nothing to do where nothing changed', () => {
    fc.assert(
      fc.property(content, now => {
        expect(planRollback({ now, then: now }).status).toBe('nothingToDo');
      }),
    );
  });

  it('touches no file outside the environment and none that is as it was', () => {
    fc.assert(
      fc.property(content, content, (now, then) => {
        const plan = planRollback({ now, then });
        for (const [path, id] of plan.status === 'planned'
          ? plan.restore
          : []) {
          expect(path).not.toMatch(/^base/);
          expect(now.own.get(path)).not.toBe(id);
        }
      }),
    );
  });
});
