import { refusedAddress } from './refusedAddress';

describe('refusedAddress', () => {
  it.each<[string, 'called' | 'refused', 'called' | 'refused']>([
    // address, in public networks, in private ones
    ['93.184.215.14', 'called', 'called'],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'called', 'called'],
    ['127.0.0.1', 'refused', 'called'],
    ['127.255.255.254', 'refused', 'called'],
    ['::1', 'refused', 'called'],
    ['10.1.2.3', 'refused', 'called'],
    ['172.31.0.1', 'refused', 'called'],
    ['192.168.0.1', 'refused', 'called'],
    ['100.64.0.1', 'refused', 'called'],
    ['fd12::1', 'refused', 'called'],
    ['::ffff:10.1.2.3', 'refused', 'called'],
    ['::ffff:93.184.215.14', 'refused', 'called'],
    ['::ffff:169.254.169.254', 'refused', 'refused'],
    ['169.254.169.254', 'refused', 'refused'],
    ['fe80::1', 'refused', 'refused'],
    ['fe80::1%eth0', 'refused', 'refused'],
    ['100.100.100.200', 'refused', 'refused'],
    ['::ffff:100.100.100.200', 'refused', 'refused'],
    ['fd00:ec2::254', 'refused', 'refused'],
    ['0.0.0.0', 'refused', 'refused'],
    ['::', 'refused', 'refused'],
    ['224.0.0.1', 'refused', 'refused'],
    ['255.255.255.255', 'refused', 'refused'],
    ['ff02::1', 'refused', 'refused'],
    ['192.0.0.192', 'refused', 'refused'],
    ['64:ff9b::7f00:1', 'refused', 'refused'],
    ['2002:7f00:1::', 'refused', 'refused'],
    // Deprecated: IPv4 inside IPv6 that is not mapped.
    ['::7f00:1', 'refused', 'refused'],
    ['change.example.com', 'refused', 'refused'],
  ])('%s: %s in public, %s in private', (address, inPublic, inPrivate) => {
    const verdict = (kind: 'public' | 'private') =>
      refusedAddress(address, { kind, setting: 'gitops.http.allow' })
        ? 'refused'
        : 'called';
    expect([verdict('public'), verdict('private')]).toEqual([
      inPublic,
      inPrivate,
    ]);
  });

  it('says what to do about a private network, and names no address', () => {
    expect(
      refusedAddress('10.1.2.3', {
        kind: 'public',
        setting: 'gitops.http.allow',
      }),
    ).toBe(
      'Its name resolves to an address of a private network (private); the platform team can set privateNetwork for it below gitops.http.allow.',
    );
  });
});
