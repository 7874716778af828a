import {
  labelOf,
  type PipelineBlueprint,
  type RepositoryFilePath,
} from './PipelineBlueprint';

type Snippet = (service: { name: string; url: string }) => {
  path: string;
  text: string;
};

/**
 * What posts an announcement. Values come in by the environment: a tag with quotes in it is no part of a script.
 *
 * @param source - shell variables of the repository's URL and of the commit.
 */
function script(
  url: string,
  source: { repository: string; commit: string },
): string[] {
  return [
    'jq --null-input --arg tag "$TAG" --arg digest "$DIGEST" \\',
    `  --arg repository "${source.repository}" --arg commit "${source.commit}" \\`,
    '  \'{ images: [{ name: "app", tag: $tag, digest: $digest }], source: { repository: $repository, commit: $commit } }\' |',
    '  curl --fail-with-body --silent --show-error --retry 5 --data-binary @- \\',
    '  --header "Authorization: Bearer $BACKSTAGE_TOKEN" --header \'Content-Type: application/json\' \\',
    `  '${url}'`,
  ];
}

function indented(lines: string[], by: number): string {
  return lines.map(line => `${' '.repeat(by)}${line}\n`).join('');
}

const TOKEN =
  'A token of Backstage that gitops.announcers lists for this pipeline.';

const githubActions: Snippet = ({ name, url }) => {
  const path = `.github/workflows/announce-${name}.yaml`;
  return {
    path,
    text: `# Announces a release of ${name} once its image is pushed. Call it as the last job of the workflow that builds it:
#   announce:
#     needs: build
#     uses: ./${path}
#     with: { tag: 1.2.3, digest: 'sha256:...' }
#     secrets: inherit
name: Announce ${name}
on:
  workflow_call:
    inputs:
      tag: { type: string, required: true }
      digest: { type: string, required: true }
permissions: {}
jobs:
  announce:
    runs-on: ubuntu-latest
    steps:
      - name: Announce
        env:
          # ${TOKEN}
          BACKSTAGE_TOKEN: \${{ secrets.BACKSTAGE_TOKEN }}
          TAG: \${{ inputs.tag }}
          DIGEST: \${{ inputs.digest }}
        run: |
${indented(
  script(url, {
    repository: '$GITHUB_SERVER_URL/$GITHUB_REPOSITORY',
    commit: '$GITHUB_SHA',
  }),
  10,
)}`,
  };
};

const gitlabCi: Snippet = ({ name, url }) => {
  const path = `.gitlab/announce-${name}.yml`;
  return {
    path,
    text: `# Announces a release of ${name} once its image is pushed. Include it in .gitlab-ci.yml, and extend it in a job:
#   include: [{ local: ${path} }]
#   announce:
#     extends: .announce-${name}
#     variables: { TAG: 1.2.3, DIGEST: 'sha256:...' }
.announce-${name}:
  image: alpine:3
  variables:
    # Set BACKSTAGE_TOKEN as a masked variable. ${TOKEN}
    TAG: $CI_COMMIT_TAG
    DIGEST: ''
  script:
    - apk add --no-cache curl jq
    - |
${indented(
  script(url, {
    repository: '$CI_PROJECT_URL',
    commit: '$CI_COMMIT_SHA',
  }),
  6,
)}`,
  };
};

const SNIPPETS: Record<
  NonNullable<PipelineBlueprint['announce']>['ci'],
  Snippet
> = { githubActions, gitlabCi };

/** What CI announces releases with, where that is wanted. */
export function announceFile({
  announce,
  entity,
  catalogFile,
}: PipelineBlueprint): (RepositoryFilePath & { text: string }) | undefined {
  if (!announce) return undefined;
  const { kind, namespace, name } = entity;
  const reference = [kind.toLocaleLowerCase('en-US'), namespace, name];
  const url = `${announce.apiUrl}/pipelines/${reference
    .map(encodeURIComponent)
    .join('/')}/releases`;
  return {
    repository: catalogFile.repository,
    ...SNIPPETS[announce.ci]({ name: labelOf(name), url }),
  };
}
