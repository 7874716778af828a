import ipaddr from 'ipaddr.js';

/** Ranges of networks that are an organization's own. */
const PRIVATE: ReadonlySet<string> = new Set([
  'carrierGradeNat',
  'loopback',
  'private',
  'uniqueLocal',
]);

/** Where clouds hand out credentials to whoever asks from within; the usual one, 169.254.169.254, is link-local. */
const METADATA = ['100.100.100.200', 'fd00:ec2::254'].map(address =>
  ipaddr.parse(address).toNormalizedString(),
);

/** All that is routed in the Internet; outside of it `unicast` only means that no other range fits. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return (
    address.range() === 'unicast' &&
    (address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6))
  );
}

/** Which addresses a name may resolve to, and the setting that says so. */
export interface Network {
  kind: 'public' | 'private';
  /** Where the platform team can set `privateNetwork`, such as `gitops.http.allow`. */
  setting: string;
}

/**
 * Why an address that a name resolved to is not connected to, or undefined where it is. Link-local, metadata,
 * multicast and reserved addresses are refused in private networks too: nobody decides about releases there.
 */
export function refusedAddress(
  text: string,
  { kind, setting }: Network,
): string | undefined {
  if (!ipaddr.isValid(text)) return 'Its name resolves to no address.';
  const address =
    kind === 'private' ? ipaddr.process(text) : ipaddr.parse(text);
  if (METADATA.includes(address.toNormalizedString())) {
    return 'Its name resolves to a metadata address, which is never called.';
  }
  if (isPublic(address)) return undefined;
  const range = address.range();
  if (!PRIVATE.has(range)) {
    return `Its name resolves to an address that is never called (${range}).`;
  }
  return kind === 'private'
    ? undefined
    : `Its name resolves to an address of a private network (${range}); the platform team can set privateNetwork for it below ${setting}.`;
}
