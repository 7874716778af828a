import { acr } from './acr';
import { aliyunAcr } from './aliyunAcr';
import { azureDevOps } from './azureDevOps';
import { bitbucketCloud } from './bitbucketCloud';
import { bitbucketServer } from './bitbucketServer';
import { cdEvents } from './cdEvents';
import { cloudEvents } from './cloudEvents';
import { dockerHub } from './dockerHub';
import { generic, genericHmac } from './generic';
import { ghcr } from './ghcr';
import { gitea } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import { harbor } from './harbor';
import { nexus } from './nexus';
import { quay } from './quay';
import type { Receiver } from './Receiver';

/** Every sender, by the `type` of the configuration. */
export const RECEIVERS = {
  acr,
  aliyunAcr,
  azureDevOps,
  bitbucketCloud,
  bitbucketServer,
  cdEvents,
  cloudEvents,
  dockerHub,
  forgejo: gitea,
  generic,
  genericHmac,
  ghcr,
  gitea,
  github,
  gitlab,
  gogs: gitea,
  harbor,
  nexus,
  quay,
} satisfies Record<string, Receiver>;

/** A sender's name in the configuration. */
export type ReceiverType = keyof typeof RECEIVERS;

/** All types, for a choice of one. */
export const RECEIVER_TYPES = Object.keys(RECEIVERS) as ReceiverType[];
