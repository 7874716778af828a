/** What kept a request from an answer: where it led, the way there, or more than was asked for. */
export type Fault = 'address' | 'connection' | 'size';

/** Why a request has no answer, in a sentence that names no address. */
export class Unanswered extends Error {
  readonly name = 'Unanswered';
  readonly fault: Fault;

  constructor(fault: Fault, message: string) {
    super(message);
    this.fault = fault;
  }
}
