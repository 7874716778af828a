import { ConfigReader } from '@backstage/config';
import { requireDemoSurroundings } from './requireDemoSurroundings';

const loopback = { host: '127.0.0.1', port: 7007 };

function requireWith(listen: unknown) {
  const config = new ConfigReader({
    backend: JSON.parse(JSON.stringify({ listen })),
  });
  return () => requireDemoSurroundings(config);
}

describe('requireDemoSurroundings', () => {
  const nodeEnvironment = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnvironment });
  });

  it.each([
    ['an address of 127/8', loopback],
    ['another address of 127/8', { host: '127.8.0.1', port: 7007 }],
    ['localhost', { host: 'localhost', port: 7007 }],
    ['IPv6 loopback', { host: '::1', port: 7007 }],
    ['a text', '127.0.0.1:7007'],
    ['an IPv6 text', '[::1]:7007'],
  ])('lets the demo run in development on %s', (_name, listen) => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    expect(requireWith(listen)).not.toThrow();
  });

  it.each([
    ['no listener is configured', undefined],
    ['only a port is configured', { port: 7007 }],
    ['a text has only a port', ':7007'],
    ['it listens on all IPv4 addresses', { host: '0.0.0.0', port: 7007 }],
    ['it listens on all IPv6 addresses', { host: '::', port: 7007 }],
    ['it listens on a network address', { host: '10.0.0.4', port: 7007 }],
    ['a name only looks like one', { host: '127.0.0.1.example', port: 7007 }],
    ['a name starts like one', '127.example:7007'],
  ])('refuses in development where %s', (_name, listen) => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    expect(requireWith(listen)).toThrow(/listens on loopback; it listens on/);
  });

  it.each(['production', 'test', ''])(
    'refuses on loopback where NODE_ENV is "%s"',
    value => {
      Object.assign(process.env, { NODE_ENV: value });
      expect(requireWith(loopback)).toThrow(/only where NODE_ENV/);
    },
  );
});
