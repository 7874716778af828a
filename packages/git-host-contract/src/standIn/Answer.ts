/** What a stand-in answers to a request. */
export interface Answer {
  status: number;
  body: unknown;
  /** Where this is one page of a list. */
  page?: Page;
}

/** Which page of how many something is. */
export interface Page {
  page: number;
  pages: number;
  size: number;
  /** How many there are, where the host says so. */
  total?: number;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** A refusal, which ends the handling of a request. How it is worded is for each host to say. */
export abstract class AnyRefusal extends Error {
  abstract get answer(): Answer;
}

/** Answers what a handler does; a refusal is an answer. */
export async function answering(
  handle: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof AnyRefusal) return error.answer;
    throw error;
  }
}
