import { describeSteps, parseFieldPath } from './FieldStep';

describe('parseFieldPath', () => {
  it('reads the elements of managedFields', () => {
    expect(
      parseFieldPath([
        'f:spec',
        'f:k:odd',
        'k:{"port":80,"protocol":"TCP"}',
        'v:"a"',
        'i:2',
      ]),
    ).toEqual([
      'spec',
      'k:odd',
      { keys: { port: 80, protocol: 'TCP' } },
      { value: 'a' },
      { index: 2 },
    ]);
  });

  it.each([['x:a'], ['k:[1]'], ['k:{"a":{}}'], ['k:{'], ['v:[]'], ['i:-1']])(
    'does not read %s',
    element => {
      expect(parseFieldPath(['f:spec', element])).toBeUndefined();
    },
  );
});

describe('describeSteps', () => {
  it('is for people', () => {
    expect(
      describeSteps([
        'spec',
        { keys: { name: 'web', port: 1 } },
        { value: 'x' },
        { index: 0 },
        'a.b/c',
        'd',
      ]),
    ).toBe('spec[name=web,port=1][=x][0]["a.b/c"].d');
  });
});
