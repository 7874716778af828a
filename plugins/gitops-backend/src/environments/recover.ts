import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { type HostedRepository } from '../git/Mirrors';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import { readSealedBlock } from '../provenance/sealedBlock';
import { releaseFromProvenance } from '../releases/fromProvenance';
import { environmentSubject } from '../decisions/subjects';
import { type Services } from '../promotions/services';
import { headBranchOf } from '../promotions/headBranch';
import { sealedCommit } from '../promotions/sealedCommit';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type { Observation } from './Observation';

async function recoverPullRequest(
  place: {
    services: Services;
    hosted: HostedRepository;
    environment: EnvironmentDeclaration;
  },
  key: EnvironmentKey,
  pull: PullRequest,
): Promise<void> {
  const { services } = place;
  const block = readSealedBlock(pull.body, services.config.sealKeys);
  if (
    block.status !== 'sealed' ||
    block.provenance.pipeline !== key.entityRef ||
    block.provenance.environment !== key.name
  ) {
    return;
  }
  const { provenance } = block;
  const release = releaseFromProvenance(provenance, pull.createdAt);
  if (release) await services.releases.save(release);
  const at = new Date().toISOString();
  await services.promotions.add({
    id: provenance.promotion,
    entityRef: key.entityRef,
    environment: key.name,
    kind: provenance.action === 'rollback' ? 'rollback' : 'promotion',
    // A request of a person is kept as one: automation may not give it up for something newer.
    origin: provenance.reason ? 'requested' : 'automatic',
    state: 'open',
    release: provenance.release,
    restores: provenance.restores,
    restore: provenance.restore,
    requester:
      provenance.requestedBy === 'automation'
        ? undefined
        : provenance.requestedBy,
    reason: provenance.reason,
    pullRequest: pull.number,
    pullRequestUrl: pull.url,
    headCommit: await sealedCommit(
      place,
      provenance.promotion,
      pull.headCommit,
    ),
    bypassed: [],
    createdAt: pull.createdAt,
    updatedAt: at,
  });
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `recovered:${provenance.promotion}`,
    at,
    kind: 'recovered',
    by: { name: 'GitOps' },
    promotion: provenance.promotion,
    summary: `Pull request #${pull.number} was found again; approvals given in the portal are asked again.`,
  });
}

/**
 * Finds again what Git and the host know of an environment whose row is new: its open pull request, and whether its
 * newest change is a rollback, which starts held. Nothing is written before this is complete.
 */
export async function recover(options: {
  services: Services;
  hosted: HostedRepository;
  key: EnvironmentKey;
  environment: EnvironmentDeclaration;
  observation: Observation;
}): Promise<void> {
  const { services, hosted, key, environment, observation } = options;
  if (!(await services.promotions.current(key))) {
    const open = await services.hostReader.openPullRequests(
      hosted,
      environment.place.branch,
    );
    const ours = open.find(pull => pull.headBranch === headBranchOf(key));
    if (ours) await recoverPullRequest(options, key, ours);
  }
  const subject = environmentSubject(key);
  if (
    observation.change?.origin === 'rollback' &&
    !(await services.decisions.known('hold', subject))
  ) {
    await services.decisions.record([hosted.repository], {
      kind: 'hold',
      subject,
      status: 'inForce',
      reason:
        'The newest change is a rollback, and no hold or resume was found.',
      by: observation.change.by.entityRef ?? observation.change.by.name,
      at: observation.change.at,
    });
  }
  await services.environments.update(key, { indexed: true });
}
