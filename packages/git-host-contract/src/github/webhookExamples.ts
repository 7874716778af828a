import examples from '@octokit/webhooks-examples';

/** A webhook that GitHub has sent. */
export interface WebhookExample {
  /** As the header `X-GitHub-Event` has it. */
  event: string;
  payload: Record<string, unknown>;
}

/** What GitHub has sent, of all kinds. */
export function webhookExamples(): WebhookExample[] {
  return examples.flatMap(({ name, examples: payloads }) =>
    payloads.map(payload => ({ event: name, payload: { ...payload } })),
  );
}
