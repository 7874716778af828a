import {
  labelOf,
  type PipelineBlueprint,
  type RepositoryFilePath,
} from './PipelineBlueprint';

type Snippet = (service: {
  name: string;
  /** Where releases are announced. */
  url: string;
  /** What CI's identity token is to be for. */
  audience: string;
}) => {
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
    '  --header "Authorization: Bearer $GITOPS_TOKEN" --header \'Content-Type: application/json\' \\',
    `  '${url}'`,
  ];
}

function indented(lines: string[], by: number): string {
  return lines.map(line => `${' '.repeat(by)}${line}\n`).join('');
}

/** A part of a URL, in which no shell finds anything to do. */
function inAddress(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16)}`,
  );
}

const githubActions: Snippet = ({ name, url, audience }) => {
  const path = `.github/workflows/announce-${name}.yaml`;
  return {
    path,
    text: `# Announces a release of ${name} once its image is pushed. Call it as the last job of the workflow that builds it:
#   announce:
#     needs: build
#     uses: ./${path}
#     with: { tag: 1.2.3, digest: 'sha256:...' }
#     permissions: { id-token: write }
# It needs no secret: GitHub vouches for the job (gitops.oidc of the portal).
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
    permissions: { id-token: write }
    steps:
      - name: Announce
        env:
          TAG: \${{ inputs.tag }}
          DIGEST: \${{ inputs.digest }}
        run: |
${indented(
  [
    'GITOPS_TOKEN=$(curl --fail-with-body --silent --show-error --retry 5 \\',
    '  --header "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\',
    `  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=${inAddress(
      audience,
    )}" | jq --raw-output .value)`,
    'echo "::add-mask::$GITOPS_TOKEN"',
    ...script(url, {
      repository: '$GITHUB_SERVER_URL/$GITHUB_REPOSITORY',
      commit: '$GITHUB_SHA',
    }),
  ],
  10,
)}`,
  };
};

const gitlabCi: Snippet = ({ name, url, audience }) => {
  const path = `.gitlab/announce-${name}.yml`;
  return {
    path,
    text: `# Announces a release of ${name} once its image is pushed. Include it in .gitlab-ci.yml, and extend it in a job:
#   include: [{ local: ${path} }]
#   announce:
#     extends: .announce-${name}
#     variables: { TAG: 1.2.3, DIGEST: 'sha256:...' }
# It needs no secret: GitLab vouches for the job (gitops.oidc of the portal).
.announce-${name}:
  image: alpine:3
  id_tokens:
    GITOPS_TOKEN: { aud: ${JSON.stringify(audience)} }
  variables:
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
    ...SNIPPETS[announce.ci]({
      name: labelOf(name),
      url,
      audience: announce.audience,
    }),
  };
}
