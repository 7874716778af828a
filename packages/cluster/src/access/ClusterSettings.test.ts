import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { ClusterSettings } from './ClusterSettings';

/** A configuration that can be edited while it is used. */
class EditedConfig {
  #reader = new ConfigReader({});
  #changed = () => {};

  getOptional(key: string) {
    return this.#reader.getOptional(key);
  }

  subscribe(changed: () => void) {
    this.#changed = changed;
    return { unsubscribe: () => {} };
  }

  edit(clusters: JsonObject) {
    this.#reader = new ConfigReader({ gitops: { clusters } });
    this.#changed();
  }
}

const credential = { token: 'of a test' };

describe('ClusterSettings', () => {
  const start = (clusters: JsonObject) => {
    const edited = new EditedConfig();
    edited.edit(clusters);
    const settings = ClusterSettings.fromConfig(
      Object.assign(new ConfigReader({}), {
        getOptional: (key: string) => edited.getOptional(key),
        subscribe: (changed: () => void) => edited.subscribe(changed),
      }),
      mockServices.logger.mock(),
    );
    return { edited, settings };
  };

  it.each([
    ['on with a credential', { credential, writes: 'on' }, 'on'],
    ['off without the switch', { credential }, 'off'],
    ['off without a credential', { writes: 'on' }, 'off'],
  ])('writing is %s', (_, dev, status) => {
    const { settings } = start({ dev });
    expect(settings.mayWrite('dev').status).toBe(status);
    expect(settings.mayWrite('another').status).toBe('off');
  });

  it('the switch stops writing at once, and lets it go on', () => {
    const { edited, settings } = start({ dev: { credential, writes: 'on' } });
    edited.edit({ dev: { credential, writes: 'off' } });
    expect(settings.mayWrite('dev')).toMatchObject({
      status: 'off',
      reason: expect.stringContaining('switched off'),
    });
    edited.edit({ dev: { credential, writes: 'on' } });
    expect(settings.mayWrite('dev').status).toBe('on');
  });

  it('a slip of whoever edits the switch stops writing, too', () => {
    const { edited, settings } = start({ dev: { credential, writes: 'on' } });
    edited.edit({ dev: { credential, writes: 'of' } });
    expect(settings.mayWrite('dev').status).toBe('off');
  });

  it('refuses to start with a setting that is wrong, and does not print its value', () => {
    expect(() => start({ dev: { credential: { token: 7 } } })).toThrow(
      /gitops\.clusters\.dev\.credential\.token/,
    );
    expect(() => start({ dev: { password: 'canary' } })).not.toThrow(/canary/);
  });
});
