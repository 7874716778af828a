import { RECEIVERS, RECEIVER_TYPES, type ReceiverType } from '../../receivers';
import type { Receiver, WebhookRequest } from '../../receivers/Receiver';
import type { RequestCase } from './cases';

function spelled(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** Names that the references have for senders, where they are not ours. */
const OTHER_NAMES: Record<string, string> = {
  bitbucket: 'bitbucketcloud',
  azure: 'azuredevops',
  azurecontainerregistry: 'acr',
  aliyun: 'aliyunacr',
  ecr: 'cloudevents',
  docker: 'dockerhub',
};

/** The sender that a case names, as we name it; undefined where there is none. */
export function typeOf({ provider }: RequestCase): ReceiverType | undefined {
  const name = spelled(provider);
  const wanted = OTHER_NAMES[name] ?? name;
  return RECEIVER_TYPES.find(known => spelled(known) === wanted);
}

/** The receiver of the sender that a case names; undefined where there is none. */
export function receiverOf(one: RequestCase): Receiver | undefined {
  const type = typeOf(one);
  return type && RECEIVERS[type];
}

/** The request of a case, as the door would hand it on. */
export function toRequest({
  headers,
  query,
  body,
}: RequestCase): WebhookRequest {
  return {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    ),
    query: new URLSearchParams(query),
    body: Buffer.from(body),
  };
}
