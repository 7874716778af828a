import { RE2JS } from 're2js';
import type { Parsed } from './compiling';

/**
 * Most instructions that a pattern may come to. Matching takes time in proportion to them as well as to the text, and
 * `.{1000}` is short to write.
 */
const MOST_INSTRUCTIONS = 1_500;

/**
 * Reads a regular expression of a user. Only what runs in linear time is one: a pattern is asked about every tag that
 * anybody pushes, and one that backtracks would stop the backend.
 */
export function parsePattern(text: string): Parsed<RE2JS> {
  try {
    const pattern = RE2JS.compile(text);
    return pattern.programSize() > MOST_INSTRUCTIONS
      ? {
          status: 'invalid',
          reason: `the pattern ${text} repeats too much; write smaller numbers in its braces`,
        }
      : { status: 'valid', value: pattern };
  } catch (error) {
    return {
      status: 'invalid',
      reason: `not a regular expression that runs in linear time (RE2): ${
        error instanceof Error ? error.message : String(error)
      }`,
    };
  }
}

/**
 * Is the pattern found in the text? Anywhere in it, as Flux, Kargo and Argo CD Image Updater look for theirs: `^` and
 * `$` tie a pattern to the ends.
 */
export function matches(pattern: RE2JS, text: string): boolean {
  return pattern.test(text);
}
