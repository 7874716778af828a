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

const readers = fc.array(
  fc.record({
    entityRef: fc.constantFrom('component:default/a', 'component:default/b'),
    environment: fc.constantFrom('dev', 'production'),
    owners: fc.subarray(['group:default/a']),
    paths: fc.subarray(paths).map(read => new Set(read)),
  }),
  { maxLength: 3 },
);

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
      fc.property(content, content, readers, (now, then, others) => {
        const plan = planRollback({ now, then, readers: others });
        const restored =
          plan.status === 'planned' ? after(now, plan.restore) : now.own;
        expect(new Map([...restored].sort())).toEqual(
          new Map([...then.own].sort()),
        );
        expect(
          planRollback({
            now: { ...now, own: restored },
            then,
            readers: others,
          }).status,
        ).toBe('nothingToDo');
      }),
    );
  });

  it('has nothing to do where nothing changed', () => {
    fc.assert(
      fc.property(content, readers, (now, others) => {
        expect(planRollback({ now, then: now, readers: others }).status).toBe(
          'nothingToDo',
        );
      }),
    );
  });

  it('touches no file outside the environment and none that is as it was', () => {
    fc.assert(
      fc.property(content, content, (now, then) => {
        const plan = planRollback({ now, then, readers: [] });
        for (const [path, id] of plan.status === 'planned'
          ? plan.restore
          : []) {
          expect(path).not.toMatch(/^base/);
          expect(now.own.get(path)).not.toBe(id);
        }
      }),
    );
  });

  it('asks exactly those who read what changes', () => {
    fc.assert(
      fc.property(content, content, readers, (now, then, others) => {
        const plan = planRollback({ now, then, readers: others });
        if (plan.status !== 'planned') return;
        const asked = others.filter(other =>
          [...other.paths].some(path => plan.restore.has(path)),
        );
        expect(plan.affects).toHaveLength(asked.length);
        for (const [index, { files: read }] of plan.affects.entries()) {
          expect(read.every(path => asked[index].paths.has(path))).toBe(true);
        }
      }),
    );
  });
});
