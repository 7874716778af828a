// A registry of images for the tests: the program of Debian's docker-registry, which they start themselves.
import { findProgram, versionOf } from './programs.mjs';

/** The path of the program, '' where there is none, and a line about it. */
export function provideRegistry() {
  const program = findProgram(['docker-registry', 'registry'], ['/usr/bin']);
  if (!program) {
    return {
      program: '',
      summary:
        'docker-registry: not found. The tests on a real registry are NOT run; Debian has a package of that name.',
    };
  }
  return {
    program,
    summary: `docker-registry ${versionOf(program)}: ${program}`,
  };
}
