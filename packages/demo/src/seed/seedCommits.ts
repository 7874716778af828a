import {
  declaredServices,
  demoServices,
  deployRepository,
  sourceRepository,
} from '../world/services';

/** A commit that a repository starts with. */
export interface SeedCommit {
  message: string;
  /** Does the commit bring this file? */
  brings(file: string): boolean;
}

/** A repository of the seed with its first commits, oldest first. */
export interface SeedRepository {
  /** `owner/name` */
  repository: string;
  /** Folder of `packages/demo/seed` that has the files. */
  files: string;
  commits: SeedCommit[];
}

const only = (name: string) => (file: string) => file === name;
const below = (folder: string) => (file: string) =>
  file.startsWith(`${folder}/`);

/** How every repository of the demo came to be. */
export const seedRepositories: SeedRepository[] = [
  {
    repository: deployRepository,
    files: 'deploy',
    commits: [
      { message: 'Say what belongs where', brings: only('README.md') },
      ...declaredServices.map(({ name }) => ({
        message: `Deploy ${name} 1.0.0`,
        brings: below(name),
      })),
    ],
  },
  ...demoServices.map(service => ({
    repository: sourceRepository(service.name),
    files: service.name,
    commits: [
      { message: `Start ${service.name}`, brings: only('README.md') },
      { message: 'Answer requests', brings: below('src') },
      {
        message: 'Describe the service in the catalog',
        brings: only('catalog-info.yaml'),
      },
      ...(declaredServices.includes(service)
        ? [
            {
              message: 'Declare the way to production',
              brings: only('gitops.yaml'),
            },
          ]
        : []),
    ],
  })),
];
