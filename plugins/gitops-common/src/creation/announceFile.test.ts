import { parse } from 'yaml';
import { blueprint, SERVICE } from '../__testUtils__/blueprint';
import { announceFile } from './announceFile';

const API = 'https://backstage.acme.example/api/gitops';
const AUDIENCE = "https://portal.acme.example/it's $HOME";
const RELEASES = `${API}/pipelines/component/default/payments/releases`;

const fileFor = (ci: 'githubActions' | 'gitlabCi') => {
  const announce = { ci, apiUrl: API, audience: AUDIENCE };
  const file = announceFile(blueprint({ announce }));
  if (!file) throw new Error('no file');
  return { ...file, content: parse(file.text) };
};

describe('announceFile', () => {
  it('writes nothing where it is not wanted', () => {
    expect(announceFile(blueprint())).toBeUndefined();
  });

  it('is a workflow of GitHub Actions that others call', () => {
    const { repository, path, content } = fileFor('githubActions');
    expect({ repository, path }).toEqual({
      repository: SERVICE,
      path: '.github/workflows/announce-payments.yaml',
    });
    expect(Object.keys(content.on.workflow_call.inputs)).toEqual([
      'tag',
      'digest',
    ]);
    const { permissions, steps } = content.jobs.announce;
    expect(permissions).toEqual({ 'id-token': 'write' });
    const [step] = steps;
    expect(step.env).toEqual({
      TAG: '${{ inputs.tag }}',
      DIGEST: '${{ inputs.digest }}',
    });
    expect(step.run).toContain(RELEASES);
    expect(step.run).toContain(
      '&audience=https%3A%2F%2Fportal.acme.example%2Fit%27s%20%24HOME"',
    );
    // What comes from outside reaches the script by its environment alone.
    expect(step.run).not.toContain('${{');
  });

  it.each(['githubActions', 'gitlabCi'] as const)(
    'needs no secret that lasts: %s',
    ci => {
      expect(fileFor(ci).text).not.toMatch(
        /secrets\.|secrets:|BACKSTAGE_TOKEN/,
      );
    },
  );

  it('is a job for GitLab CI that others extend', () => {
    const { path, content } = fileFor('gitlabCi');
    expect(path).toBe('.gitlab/announce-payments.yml');
    const job = content['.announce-payments'];
    expect(job.script[1]).toContain(RELEASES);
    expect(job.id_tokens).toEqual({ GITOPS_TOKEN: { aud: AUDIENCE } });
  });
});
