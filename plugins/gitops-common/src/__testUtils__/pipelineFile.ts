import { parse } from 'yaml';

/** A pipeline file of three environments that uses most of what a file may say. */
export const PIPELINE_FILE = `
apiVersion: backstage-gitops.dev/v1alpha1
kind: Pipeline
metadata: { name: payments }
spec:
  repository: https://github.com/acme/deploy
  branch: main
  images: [{ name: app, repository: ghcr.io/acme/payments }]
  releases:
    - { on: image, image: app, tags: '^v\\d+\\.\\d+\\.\\d+$', select: semver, range: '>=1.0.0' }
    - { on: gitTag, tags: '^v', tag: '{{name}}' }
    - { on: pullRequest, target: '^main$', title: '^(feat|fix)', tag: 'pr-{{number}}-{{sha7}}' }
  environments:
    - { name: dev, path: envs/dev, promote: commit, accepts: [image, gitTag, pullRequest],
        target: { cluster: dev, namespace: payments }, reconcile: heal }
    - name: staging
      after: [dev]
      path: envs/staging
      promote: pullRequest
      target: { cluster: staging, namespace: payments }
      gates: { approvals: 1, checks: { pullRequest: [ci/lint], source: [ci/test] }, soak: 30m }
    - name: production
      after: [staging]
      tier: production
      protected: true
      path: envs/production
      promote: pullRequest
      engine: argocd
      target: { cluster: prod, namespace: payments }
      rollback: { by: pullRequest, gates: { approvals: 1 } }
      gates:
        approvals: { count: 2, from: [group:default/sre], exclude: [requester, sourceAuthor, lastPusher] }
        windows: [{ allow: 'Mon-Thu 09:00-16:00', timezone: Europe/Berlin }]
        soak: 2h
      slo:
        - { name: availability, objective: 99.9, onBreach: rollback,
            errorRatio: { prometheus: 'sum(rate(http_errors_total[{{window}}])) / sum(rate(http_requests_total[{{window}}]))' } }
      ignore: [{ kind: Deployment, pointers: [/spec/replicas] }]
`;

/** The file with a text in it exchanged. */
export function pipelineFile(from = '', to = ''): unknown {
  if (!PIPELINE_FILE.includes(from)) {
    throw new Error(`The pipeline file holds no "${from}".`);
  }
  return parse(PIPELINE_FILE.replace(from, () => to));
}
