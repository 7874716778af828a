import type { SignalApi } from '@backstage/plugin-signals-react';
import { act } from '@testing-library/react';

type Subscriber = Parameters<SignalApi['subscribe']>[1];

/** Signals that a test sends itself. */
export class TestSignals implements SignalApi {
  readonly #subscribers = new Map<string, Set<Subscriber>>();

  subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    // The channel's name, not a type, is what binds a message's shape.
    const subscriber = onMessage as Subscriber;
    const ofChannel = this.#subscribers.get(channel) ?? new Set();
    ofChannel.add(subscriber);
    this.#subscribers.set(channel, ofChannel);
    return { unsubscribe: () => ofChannel.delete(subscriber) };
  };

  send(channel: string, message: Parameters<Subscriber>[0]): void {
    act(() => {
      for (const subscriber of this.#subscribers.get(channel) ?? []) {
        subscriber(message);
      }
    });
  }
}
