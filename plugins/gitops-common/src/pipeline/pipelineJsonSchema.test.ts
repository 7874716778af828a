import { z } from 'zod';
import { pipelineFile } from '../__testUtils__/pipelineFile';
import { pipelineJsonSchema } from './parsePipeline';
import { pipelineSchema } from './schema';

/** What an editor does: it knows the published schema alone. */
function accepts(document: unknown): boolean {
  const published = JSON.parse(JSON.stringify(pipelineJsonSchema()));
  return z.fromJSONSchema(published).safeParse(document).success;
}

describe('pipelineJsonSchema', () => {
  it('names its dialect', () => {
    expect(pipelineJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
    });
  });

  it('describes what people write: what has a default may be left out', () => {
    expect(pipelineJsonSchema()).toMatchObject({
      properties: {
        spec: {
          properties: {
            environments: { items: { required: ['name', 'path'] } },
          },
        },
      },
    });
  });

  it('describes every setting of a rule that makes releases', () => {
    const rules = pipelineSchema.shape.spec.shape.releases.element.options;
    const settings = rules.flatMap(({ shape }) =>
      Object.entries(shape).filter(([name]) => !['on', 'image'].includes(name)),
    );
    expect(
      settings
        .filter(([, schema]) => !schema.description)
        .map(([name]) => name),
    ).toEqual([]);
  });

  it('accepts a valid file', () => {
    expect(accepts(pipelineFile())).toBe(true);
  });

  it.each([
    ['a word nobody knows', 'branch: main', 'brunch: main'],
    ['an engine nobody knows', 'engine: argocd', 'engine: magic'],
    ['a duration in words', 'soak: 30m', 'soak: half an hour'],
    ['a missing path', 'path: envs/staging', ''],
    ['too many approvals', 'approvals: 1,', 'approvals: 21,'],
  ])('refuses %s', (_, from, to) => {
    expect(accepts(pipelineFile(from, to))).toBe(false);
  });
});
