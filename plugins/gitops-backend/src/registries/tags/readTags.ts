import { z } from 'zod';

/** What a tag may be. */
export const TAG = /^\w[\w.-]{0,127}$/;

const schema = z.object({
  // Some registries say null where there is none.
  tags: z.array(z.string()).nullable(),
});

/** The tags of one page; what could not be a tag is left out. Undefined where it is no page of tags. */
export function readTags(body: Buffer): string[] | undefined {
  try {
    const { tags } = schema.parse(JSON.parse(body.toString()));
    return (tags ?? []).filter(tag => TAG.test(tag));
  } catch {
    return undefined;
  }
}
