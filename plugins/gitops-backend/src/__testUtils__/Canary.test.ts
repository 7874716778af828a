import { Canary } from './Canary';

describe('Canary', () => {
  const canary = new Canary();
  const secret = canary.secret('password');

  it.each<[string, (text: string) => string]>([
    ['as it is', text => text],
    ['in a sentence', text => `invalid value "${text}" was refused`],
    ['encoded', text => btoa(text)],
    ['encoded after one byte', text => btoa(`x${text}`)],
    ['encoded after two bytes', text => btoa(`xx${text}, and more`)],
    ['in an object that is encoded', text => btoa(JSON.stringify({ text }))],
  ])('is found %s', (_, spell) => {
    expect(canary.findIn([['here', `before ${spell(secret)} after`]])).toEqual([
      expect.stringMatching(/^here: /),
    ]);
  });

  it('is not found where it is not', () => {
    const other = new Canary().secret('password');
    expect(
      canary.findIn([
        ['plain', other],
        ['encoded', btoa(other)],
      ]),
    ).toEqual([]);
  });
});
