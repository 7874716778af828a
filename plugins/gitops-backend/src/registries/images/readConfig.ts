import { z } from 'zod';
import { platformPart } from './readManifest';

const schema = z.object({
  created: z.string().optional().catch(undefined),
  os: platformPart.optional().catch(undefined),
  architecture: platformPart.optional().catch(undefined),
  variant: platformPart.optional().catch(undefined),
  config: z
    .object({ Labels: z.record(z.string(), z.string()).optional() })
    .optional()
    .catch(undefined),
});

/** What is read of an image's configuration. */
export interface ImageConfig {
  created?: string;
  os?: string;
  architecture?: string;
  variant?: string;
  labels: Record<string, string>;
}

/** Reads an image's configuration; of what is not as it should be nothing is taken. */
export function readConfig(bytes: Buffer): ImageConfig {
  try {
    const { config, ...read } = schema.parse(JSON.parse(bytes.toString()));
    return { ...read, labels: config?.Labels ?? {} };
  } catch {
    return { labels: {} };
  }
}
