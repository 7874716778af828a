import { Answers } from './Answers';

describe('Answers', () => {
  it('asks once, whenever it is asked', async () => {
    const answers = new Answers<{ text: string }>(10);
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return { text: `answer ${asked}` };
    };
    const together = [answers.get('a', ask), answers.get('a', ask)];
    expect(await Promise.all(together)).toEqual([
      { text: 'answer 1' },
      { text: 'answer 1' },
    ]);
    expect(await answers.get('a', ask)).toEqual({ text: 'answer 1' });
    expect(await answers.get('b', ask)).toEqual({ text: 'answer 2' });
  });

  it('asks again after a failure, which all who waited are told of', async () => {
    const answers = new Answers<{ text: string }>(10);
    const fail = () => Promise.reject(new Error('away'));
    const outcomes = await Promise.allSettled([
      answers.get('a', fail),
      answers.get('a', fail),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(await answers.get('a', async () => ({ text: 'here' }))).toEqual({
      text: 'here',
    });
  });

  it('keeps what was asked last, up to its limit', async () => {
    const answers = new Answers<{ text: string }>(5, ({ text }) => text.length);
    const asked: string[] = [];
    const get = (text: string) =>
      answers.get(text, async () => {
        asked.push(text);
        return { text };
      });
    for (const text of ['abc', 'de', 'abc', 'fg', 'abc', 'de']) await get(text);
    expect(asked).toEqual(['abc', 'de', 'fg', 'de']);
  });
});
