import type { RootConfigService } from '@backstage/backend-plugin-api';
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

/** What the platform team set below `gitops.clusters`. */
export class ClusterSettings {
  readonly #settings: ReadonlyMap<string, Setting>;

  /** @throws InputError naming the setting that is wrong; never its value. */
  static fromConfig(config: RootConfigService): ClusterSettings {
    const parsed = schema.safeParse(
      config.getOptional('gitops.clusters') ?? {},
    );
    if (parsed.success) {
      return new ClusterSettings(new Map(Object.entries(parsed.data)));
    }
    throw new InputError(
      `The configuration of clusters is not valid: ${parsed.error.issues
        .map(
          issue => `gitops.clusters.${issue.path.join('.')}: ${issue.message}`,
        )
        .join('; ')}`,
    );
  }

  private constructor(settings: ReadonlyMap<string, Setting>) {
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
