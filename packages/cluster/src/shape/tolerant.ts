import { z } from 'zod';

/** Reads what has the shape and leaves out what has not: a controller newer than this code must not hide the rest. */
export const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform(items =>
      items.flatMap(one => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

/** A text that may be missing; an empty one is missing. */
export const text = z.string().min(1).optional().catch(undefined);

/** A text that must be there for the rest to mean anything. */
export const name = z.string().min(1);

export const flag = z.boolean().optional().catch(undefined);

export const texts = listOf(name);

/** An object of which every field may be missing, and which may be missing itself. */
export const part = <T extends z.ZodRawShape>(shape: T) =>
  z.object(shape).optional().catch(undefined);

/** What every object has. */
export const metadata = z.object({
  namespace: name,
  name,
  resourceVersion: text,
  generation: z.number().optional().catch(undefined),
  annotations: z.record(z.string(), z.string()).catch({}),
  labels: z.record(z.string(), z.string()).catch({}),
  deletionTimestamp: text,
});
