import { z } from 'zod';
import { describePlaceholders } from './pullRequestTemplate';

/**
 * The annotation that names an entity's pipeline file: a path relative to the entity's own location, or a URL.
 *
 * @public
 */
export const PIPELINE_ANNOTATION = 'backstage-gitops.dev/pipeline';

/**
 * `30m`, `2h`, `1d12h`: whole numbers of days, hours, minutes and seconds, largest unit first.
 */
const duration = z
  .string()
  .regex(
    /^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/,
    'a duration such as 30m, 2h or 1d12h',
  );

/** An RFC 1123 label: what Kubernetes and every Git host accept in a branch name and in a URL. */
const label = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'lower case letters, digits and dashes, at most 63',
  );

/** A path in one spelling. `..` is refused here already; symbolic links are resolved where files are read. */
const repositoryPath = z
  .string()
  .min(1)
  .refine(
    path =>
      !path.startsWith('/') &&
      !path.includes('\\') &&
      !path.includes('\0') &&
      path.split('/').every(part => part !== '..' && part !== ''),
    'a path inside the repository, without a leading slash, empty parts or ..',
  )
  .transform(
    path =>
      path
        .split('/')
        .filter(part => part !== '.')
        .join('/') || '.',
  );

const imageRepository = z
  .string()
  .regex(
    /^[a-z0-9]+([.:_/-]+[a-z0-9]+)*$/i,
    'an image repository such as ghcr.io/acme/payments, without a tag',
  )
  .refine(
    // A colon before the last slash is a registry's port.
    value => !/:[^/]*$/.test(value),
    'an image repository without a tag',
  );

const excluded = z.enum(['requester', 'sourceAuthor', 'lastPusher']);

const approvals = z.union([
  z
    .int()
    .min(0)
    .max(20)
    .transform(count => ({ count })),
  z.strictObject({
    count: z.int().min(0).max(20),
    /** Group or user entity references; without it everyone who may approve counts. */
    from: z.array(z.string().min(1)).min(1).optional(),
    exclude: z.array(excluded).optional(),
  }),
]);

const window = z.union([
  z.strictObject({
    allow: z.string().min(1),
    timezone: z.string().optional(),
    exempt: z.array(z.string()).optional(),
  }),
  z.strictObject({
    deny: z.string().min(1),
    timezone: z.string().optional(),
    exempt: z.array(z.string()).optional(),
  }),
  z.strictObject({
    kind: z.enum(['allow', 'deny']),
    days: z.string().optional(),
    hours: z.string().optional(),
    cron: z.string().optional(),
    duration: duration.optional(),
    timezone: z.string().optional(),
    exempt: z.array(z.string()).optional(),
  }),
]);

const gates = z.strictObject({
  approvals: approvals.optional(),
  upstream: z.enum(['all', 'any']).optional(),
  checks: z
    .strictObject({
      pullRequest: z.array(z.string().min(1)).optional(),
      source: z.array(z.string().min(1)).optional(),
    })
    .optional(),
  soak: duration.optional(),
  windows: z.array(window).min(1).optional(),
  http: z
    .array(z.strictObject({ name: label, url: z.url() }))
    .min(1)
    .optional(),
});

const trigger = z.enum(['image', 'gitTag', 'pullRequest']);

const environment = z.strictObject({
  name: label,
  after: z.array(label).default([]),
  tier: z.string().min(1).optional(),
  protected: z.boolean().optional(),
  repository: z.url().optional(),
  branch: z.string().min(1).optional(),
  path: repositoryPath,
  promote: z.enum(['commit', 'pullRequest']).default('pullRequest'),
  merge: z.enum(['manual', 'auto']).default('manual'),
  onNewer: z.enum(['pin', 'update', 'queue']).default('pin'),
  accepts: z.array(trigger).min(1).default(['image', 'gitTag']),
  engine: z.enum(['kubernetes', 'argocd', 'flux']).default('kubernetes'),
  reconcile: z.enum(['observe', 'sync', 'heal']).default('observe'),
  prune: z.boolean().default(false),
  target: z.strictObject({ cluster: label, namespace: label }).optional(),
  gates: gates.prefault({}),
  rollback: z
    .strictObject({
      by: z.enum(['commit', 'pullRequest']).optional(),
      gates: z.strictObject({ approvals: approvals.optional() }).optional(),
    })
    .optional(),
  onViolation: z.enum(['show', 'revert']).default('show'),
  pullRequest: z
    .strictObject({
      title: z
        .string()
        .min(1)
        .max(255)
        .optional()
        .describe(
          `Title of pull requests, one line. Placeholders: ${describePlaceholders(
            'title',
          )}.`,
        ),
      body: z
        .string()
        .min(1)
        .max(30_000)
        .optional()
        .describe(
          `Body of pull requests, in Markdown. Placeholders: ${describePlaceholders(
            'body',
          )}. What finds the pull request again is added to it, hidden.`,
        ),
      labels: z
        .array(z.string().min(1).max(50))
        .max(20)
        .optional()
        .describe('Labels that pull requests are opened with.'),
      mergeMethod: z
        .enum(['merge', 'squash', 'rebase'])
        .optional()
        .describe(
          'How pull requests come into the branch, for hosts that do not allow merge commits. Default: `merge`.',
        ),
    })
    .optional(),
  edits: z
    .array(
      z.strictObject({
        image: label,
        file: repositoryPath,
        path: z.string().min(1),
      }),
    )
    .optional(),
  locked: z
    .array(
      z.strictObject({
        kind: z.string().min(1),
        pointers: z.array(z.string().startsWith('/')).min(1),
        groups: z.array(z.string().min(1)).min(1),
      }),
    )
    .optional(),
  ignore: z
    .array(
      z.strictObject({
        group: z.string().optional(),
        kind: z.string().optional(),
        name: z.string().optional(),
        pointers: z.array(z.string().startsWith('/')).min(1),
        mode: z.enum(['strip', 'adopt']).optional(),
      }),
    )
    .optional(),
  slo: z
    .array(
      z.strictObject({
        name: label,
        objective: z.number().gt(0).lt(100),
        onBreach: z.enum(['notify', 'rollback']).optional(),
        errorRatio: z.strictObject({ prometheus: z.string().min(1) }),
      }),
    )
    .optional(),
});

/** Which names of tags make releases, and which of them is preferred. */
const tagSettings = {
  tags: z
    .string()
    .optional()
    .describe(
      'A regular expression (RE2) of which something must be found in a tag; without it every tag will do.',
    )
    .meta({ examples: ['^v\\d+\\.\\d+\\.\\d+$', '^main-(\\d+)-'] }),
  ignore: z
    .string()
    .optional()
    .describe(
      'A regular expression (RE2) of which nothing may be found in a tag.',
    )
    .meta({ examples: ['-debug$', '-rc'] }),
  range: z
    .string()
    .optional()
    .describe(
      'With select: semver, the versions to take; one that names a prerelease takes prereleases. With select: digest, the tag that is watched.',
    )
    .meta({ examples: ['>=1.0.0', '^1.2', '>=1.0.0-0', 'latest'] }),
  extract: z
    .string()
    .optional()
    .describe(
      'What of a tag is compared: groups of the pattern below tags, and texts. With select: semver, numeric or alphabetical.',
    )
    .meta({ examples: ['$1', '${build}'] }),
  order: z
    .enum(['asc', 'desc'])
    .optional()
    .describe(
      'Which end is preferred: with asc, the default, the highest, with desc the lowest.',
    ),
  versions: z
    .enum(['full', 'partial'])
    .optional()
    .describe(
      'With select: semver, what counts as a version: all three numbers (full, the default), or as many as there are (partial: 1.4, v2).',
    ),
};

/** Images that make one release together. */
const imagesOfRelease = z.array(label).min(1).optional();

const imageRule = z.strictObject({
  on: z.literal('image'),
  image: label.optional(),
  images: imagesOfRelease.describe(
    'Images that make one release together, once all of them have the tag. Without image and images each image makes releases of its own.',
  ),
  ...tagSettings,
  select: z
    .enum(['semver', 'newest', 'numeric', 'alphabetical', 'digest'])
    .default('newest')
    .describe(
      'What tags are compared by: semver, their versions; newest, when their images were built; numeric, the number that they are, or that extract takes from them; alphabetical, their characters; digest, nothing: a tag that is pushed again and again is watched.',
    ),
  platform: z
    .string()
    .optional()
    .describe('An image that does not run there makes no release.')
    .meta({ examples: ['linux/amd64', 'linux/arm64'] }),
});

const gitTagRule = z.strictObject({
  on: z.literal('gitTag'),
  ...tagSettings,
  select: z
    .enum(['semver', 'newest', 'numeric', 'alphabetical'])
    .default('newest')
    .describe(
      'What the names of tags are compared by, as for images; newest is when they were made.',
    ),
  author: z
    .string()
    .optional()
    .describe(
      'A regular expression (RE2) of who made the tag, written "Name <address>". Only annotated tags name somebody; Git lets everybody name anybody, so restrict in the host who may push tags.',
    )
    .meta({ examples: ['@acme\\.example>$', '^Release Bot <'] }),
  tag: z
    .string()
    .optional()
    .describe(
      'The tag of the images, with {{name}} (the default), {{version}} (the name without its v), {{sha}} or {{sha7}}. A release is made once they are there.',
    )
    .meta({ examples: ['{{version}}', '{{name}}-{{sha7}}'] }),
  images: imagesOfRelease.describe(
    'Images that make the release together; all of the pipeline without it.',
  ),
});

const pullRequestRule = z.strictObject({
  on: z.literal('pullRequest'),
  source: z
    .string()
    .optional()
    .describe('A regular expression (RE2) of the branch it comes from.'),
  target: z
    .string()
    .optional()
    .describe('A regular expression (RE2) of the branch it goes to.')
    .meta({ examples: ['^main$'] }),
  author: z
    .string()
    .optional()
    .describe('A regular expression (RE2) of the login of who opened it.'),
  title: z
    .string()
    .optional()
    .describe('A regular expression (RE2) of its title.')
    .meta({ examples: ['^(feat|fix)'] }),
  labels: z
    .array(z.string())
    .optional()
    .describe('It must have all of them.')
    .meta({ examples: [['preview']] }),
  state: z
    .enum(['open', 'merged', 'closed'])
    .optional()
    .describe(
      'Without it, open or merged. Once it is something else, its release is promoted nowhere any more.',
    ),
  forks: z
    .boolean()
    .default(false)
    .describe(
      'May it come from a fork, whose code nobody has looked at who may push here?',
    ),
  tag: z
    .string()
    .describe(
      'The tag of the images, with {{number}}, {{sha}} or {{sha7}}. No rule on images takes such tags.',
    )
    .meta({ examples: ['pr-{{number}}-{{sha7}}'] }),
  images: imagesOfRelease.describe(
    'Images that make the release together; all of the pipeline without it.',
  ),
});

const releaseRule = z.discriminatedUnion('on', [
  imageRule,
  gitTagRule,
  pullRequestRule,
]);

/** A ref by its whole name; a `*` at its end stands for any rest. No pattern: what looks right in one may match too much. */
const ref = z
  .string()
  .max(255)
  .regex(
    /^refs\/[^\s*]+\*?$/,
    'a whole ref such as refs/heads/main, or the beginning of some as refs/tags/*',
  );

/** Which jobs of CI may announce releases, as their identity tokens say. */
const announce = z.strictObject({
  /** Where CI runs. Default: the repository of this file. */
  repository: z.url().optional(),
  refs: z.array(ref).min(1).max(20).optional(),
  /** The environment that CI itself deploys to, of those that it has. */
  environment: z.string().min(1).optional(),
});

/**
 * The shape of a `gitops.yaml`. What spans several fields (names that exist, an order without circles)
 * is checked by {@link parsePipeline}.
 *
 * @public
 */
export const pipelineSchema = z.strictObject({
  apiVersion: z.literal('backstage-gitops.dev/v1alpha1'),
  kind: z.literal('Pipeline'),
  metadata: z.strictObject({
    name: label,
    title: z.string().optional(),
    description: z.string().optional(),
  }),
  spec: z.strictObject({
    repository: z.url().optional(),
    branch: z.string().min(1).optional(),
    images: z
      .array(z.strictObject({ name: label, repository: imageRepository }))
      .min(1)
      .max(20),
    releases: z.array(releaseRule).min(1).max(20),
    announce: announce.optional(),
    environments: z.array(environment).min(1).max(50),
  }),
});

/** What a person writes in `gitops.yaml`. @public */
export type PipelineFile = z.input<typeof pipelineSchema>;

/** A validated pipeline file with its defaults filled in. @public */
export type PipelineSpec = z.output<typeof pipelineSchema>['spec'];

/** One environment as the file declares it, with defaults. @public */
export type EnvironmentSpec = PipelineSpec['environments'][number];

/** The gates one environment declares. @public */
export type GateSpec = EnvironmentSpec['gates'];

/** Who may approve and how many must. @public */
export type ApprovalSpec = NonNullable<GateSpec['approvals']>;

/** One way releases come into being. @public */
export type ReleaseRule = PipelineSpec['releases'][number];

/** Which jobs of CI may announce releases. @public */
export type AnnounceSpec = NonNullable<PipelineSpec['announce']>;
