import { editYamlField } from './editYamlField';
import { FieldStep } from './FieldStep';

const FILE = `# The way of payments
spec:
  environments:
    - name: dev   # at once
      ignore:
        - { kind: Deployment, pointers: [/spec/replicas] }
    - { name: staging, path: envs/staging }
`;

const ignore = (
  environment: string,
  kind: string,
  pointer: string,
): FieldStep[] => [
  'spec',
  'environments',
  { keys: { name: environment } },
  'ignore',
  { keys: { kind } },
  'pointers',
  { value: pointer },
];

describe('editYamlField', () => {
  it.each([
    [
      'another pointer of a rule that is there',
      ignore('dev', 'Deployment', '/spec/paused'),
      '/spec/paused',
      '[/spec/replicas]',
      '[/spec/replicas, /spec/paused]',
    ],
    [
      'another rule',
      ignore('dev', 'Service', '/spec/type'),
      '/spec/type',
      'pointers: [/spec/replicas] }\n',
      'pointers: [/spec/replicas] }\n        - kind: Service\n          pointers:\n            - /spec/type\n',
    ],
    [
      'the first rule, within a flow',
      ignore('staging', 'Service', '/spec/type'),
      '/spec/type',
      'path: envs/staging }',
      'path: envs/staging, ignore: [{kind: Service, pointers: [/spec/type]}] }',
    ],
  ])('adds %s', (_, steps, value, before, after) => {
    expect(
      editYamlField({ path: 'gitops.yaml', text: FILE }, steps, {
        kind: 'set',
        value,
      }),
    ).toEqual({ status: 'edited', text: FILE.replace(before, after) });
  });

  it('leaves what says so already', () => {
    const steps = ignore('dev', 'Deployment', '/spec/replicas');
    expect(
      editYamlField({ path: 'gitops.yaml', text: FILE }, steps, {
        kind: 'set',
        value: '/spec/replicas',
      }),
    ).toEqual({ status: 'unchanged' });
  });

  it('edits one of several documents by its place', () => {
    const [first, second] = [
      '# one\nmetadata:\n  name: a\n---\n',
      '# two\nmetadata:\n  name: b # that one\n',
    ];
    expect(
      editYamlField(
        { path: 'catalog-info.yaml', text: `${first}${second}`, document: 1 },
        ['metadata', 'annotations', 'a.dev/b'],
        { kind: 'set', value: './c' },
      ),
    ).toEqual({
      status: 'edited',
      text: `${first}${second}  annotations:\n    a.dev/b: ./c\n`,
    });
  });

  it.each([
    ['a: [', /gitops\.yaml/],
    ['a: 1\n---\nb: 2\n', /2 documents/],
    ['spec: &x { environments: [] }\nother: *x\n', /anchor/],
    ['spec: nothing\n', /cannot be written/],
  ])('refuses %j with a reason', (text, reason) => {
    expect(
      editYamlField(
        { path: 'gitops.yaml', text },
        ignore('dev', 'Service', '/spec/type'),
        { kind: 'set', value: '/spec/type' },
      ),
    ).toEqual({ status: 'refused', reason: expect.stringMatching(reason) });
  });
});
