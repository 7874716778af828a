import { requiredChecks } from './readPulls';
import type { JobStatus } from './statuses';

const job = (context: string, isOptional: boolean): JobStatus => ({
  context,
  state: 'failure',
  description: '',
  isOptional,
});

describe('requiredChecks', () => {
  it.each([
    [
      'every job that may not fail',
      true,
      [job('build', false), job('lint', true)],
      [{ context: 'build', state: 'failure' }],
    ],
    [
      'a pipeline, where there is none',
      true,
      [],
      [{ context: 'pipeline', state: 'pending' }],
    ],
    [
      'nothing, where the project requires none',
      false,
      [job('build', false)],
      [],
    ],
  ])('are %s', (_, isRequired, jobs, expected) => {
    const project = { only_allow_merge_if_pipeline_succeeds: isRequired };
    expect(requiredChecks(project, jobs)).toEqual(expected);
  });
});
