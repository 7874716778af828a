import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { WritePermission } from './ClusterTransport';

const schema = z.record(
  z.string(),
  z.strictObject({
    credential: z.strictObject({ token: z.string().min(1) }).optional(),
    impersonate: z.string().min(1).optional(),
    writes: z.enum(['on', 'off']).default('off'),
  }),
);

type Setting = z.output<typeof schema>[string];

type Settings = ReadonlyMap<string, Setting>;

function read(config: RootConfigService): Settings {
  const parsed = schema.safeParse(config.getOptional('gitops.clusters') ?? {});
  if (parsed.success) return new Map(Object.entries(parsed.data));
  throw new InputError(
    `The configuration of clusters is not valid: ${parsed.error.issues
      .map(issue => `gitops.clusters.${issue.path.join('.')}: ${issue.message}`)
      .join('; ')}`,
  );
}

/**
 * What the platform team set below `gitops.clusters`. A change of the configuration takes effect at once: `writes` is
 * the switch to throw when something goes wrong.
 */
export class ClusterSettings {
  #settings: Settings;

  /** @throws InputError naming the setting that is wrong; never its value. */
  static fromConfig(
    config: RootConfigService,
    logger: LoggerService,
  ): ClusterSettings {
    const settings = new ClusterSettings(read(config));
    config.subscribe?.(() => {
      try {
        settings.#settings = read(config);
      } catch (error) {
        // Whoever edits the switch and slips means to stop, if anything.
        settings.#settings = new Map();
        logger.error('Nothing is written to any cluster until this is mended', {
          error: error instanceof Error ? error.message : String(error),
        });
      }
    });
    return settings;
  }

  private constructor(settings: Settings) {
    this.#settings = settings;
  }

  get clusters(): string[] {
    return [...this.#settings.keys()];
  }

  token(cluster: string): string | undefined {
    return this.#settings.get(cluster)?.credential?.token;
  }

  impersonated(cluster: string): string | undefined {
    return this.#settings.get(cluster)?.impersonate;
  }

  mayWrite(cluster: string): WritePermission {
    const setting = this.#settings.get(cluster);
    if (!setting?.credential) {
      return {
        status: 'off',
        reason: `This suite has no credential for cluster ${cluster}, so it only looks; the platform team can set gitops.clusters.${cluster}.credential.`,
      };
    }
    return setting.writes === 'on'
      ? { status: 'on' }
      : {
          status: 'off',
          reason: `Writing to cluster ${cluster} is switched off; the platform team can set gitops.clusters.${cluster}.writes.`,
        };
  }
}
