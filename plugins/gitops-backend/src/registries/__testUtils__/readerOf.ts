import type { RegistryConfig } from '../../config';
import { exchange } from '../../network/exchange';
import { RegistryReader } from '../RegistryReader';
import { TestClock } from './TestClock';

/** What the platform team sets for a registry on loopback. */
export function onLoopback(
  host: string,
  settings: Partial<RegistryConfig> = {},
): RegistryConfig {
  return {
    host,
    insecure: 'http',
    privateNetwork: true,
    budget: 60_000,
    poll: 120_000,
    ...settings,
  };
}

/** A reader of these registries, by real requests. */
export function readerOf(
  registries: RegistryConfig[],
  options: {
    clock?: TestClock;
    exchange?: typeof exchange;
    signal?: AbortSignal;
  } = {},
): RegistryReader {
  return RegistryReader.create({
    exchange,
    clock: new TestClock(),
    random: () => 0,
    signal: new AbortController().signal,
    registries,
    ...options,
  });
}
