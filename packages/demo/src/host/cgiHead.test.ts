import { parseCgiHead } from './cgiHead';

describe('parseCgiHead', () => {
  it('waits for the whole header', () => {
    expect(
      parseCgiHead(Buffer.from('Content-Type: text/plain\r\n')),
    ).toBeUndefined();
  });

  it('answers 200 where the program names no status', () => {
    const answer = Buffer.from('Content-Type: text/plain\r\n\r\nbody');
    const head = parseCgiHead(answer);
    expect(head).toEqual({
      status: 200,
      headers: [['Content-Type', 'text/plain']],
      bodyStart: answer.length - 'body'.length,
    });
  });

  it("takes the program's status out of the header", () => {
    expect(
      parseCgiHead(Buffer.from('Expires: 0\r\nStatus: 403 Forbidden\r\n\r\n')),
    ).toMatchObject({ status: 403, headers: [['Expires', '0']] });
  });
});
