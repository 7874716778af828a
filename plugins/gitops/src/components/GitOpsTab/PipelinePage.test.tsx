import { pipelineSignalChannel } from '@backstage-gitops/plugin-gitops-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  screen,
  waitForElementToBeRemoved,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import {
  CURRENT_COMMIT,
  EARLIER_COMMIT,
  ENTITY_REF,
  sampleDecision,
  sampleEnvironment,
  samplePipeline,
} from '../../__testUtils__/samples';
import { TestSignals } from '../../__testUtils__/TestSignals';
import { PipelinePage } from './PipelinePage';

function renderPage(overrides: Partial<GitOpsApi>) {
  const api = gitopsApiMock(overrides);
  const signals = new TestSignals();
  renderInTestApp(<PipelinePage entityRef={ENTITY_REF} />, {
    apis: [
      [gitopsApiRef, api],
      [signalApiRef, signals],
    ],
  });
  return { api, signals };
}

const withVersion = (revision: number, version: string) =>
  samplePipeline({
    revision,
    environments: [
      sampleEnvironment({
        release: { id: version, version, mutable: false },
      }),
    ],
  });

describe('PipelinePage', () => {
  it('shows that it is loading', async () => {
    renderPage({ pipeline: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('status', { name: 'Loading the pipeline' }),
    ).toBeInTheDocument();
  });

  it("shows the server's message, and tries again", async () => {
    const pipeline = jest
      .fn()
      .mockRejectedValueOnce(new Error('gitops.yaml is not valid: line 3.'))
      .mockResolvedValue(samplePipeline());
    renderPage({ pipeline });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'gitops.yaml is not valid: line 3.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('region', { name: 'production' }),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows the environments in the order of the pipeline', async () => {
    renderPage({
      pipeline: async () =>
        samplePipeline({
          environments: ['dev', 'staging', 'production'].map(name =>
            sampleEnvironment({ name }),
          ),
        }),
    });
    const list = await screen.findByRole('list', { name: 'Environments' });
    expect(
      within(list)
        .getAllByRole('heading', { level: 3 })
        .map(({ textContent }) => textContent),
    ).toEqual(['dev', 'staging', 'production']);
  });

  it('asks again when a signal names a newer revision, and only then', async () => {
    const pipeline = jest
      .fn()
      .mockResolvedValueOnce(withVersion(7, '1.4.2'))
      .mockResolvedValue(withVersion(9, '1.5.0'));
    const { signals } = renderPage({ pipeline });
    await screen.findByText('1.4.2');

    signals.send(pipelineSignalChannel(ENTITY_REF), { revision: 7 });
    expect(pipeline).toHaveBeenCalledTimes(1);

    signals.send(pipelineSignalChannel(ENTITY_REF), { revision: 8 });
    expect(await screen.findByText('1.5.0')).toBeVisible();
    expect(pipeline).toHaveBeenCalledTimes(2);
  });

  it('keeps what it knew when asking again fails', async () => {
    const pipeline = jest
      .fn()
      .mockResolvedValueOnce(withVersion(7, '1.4.2'))
      .mockRejectedValue(new Error('The database is away.'));
    const { signals } = renderPage({ pipeline });
    await screen.findByText('1.4.2');
    signals.send(pipelineSignalChannel(ENTITY_REF), { revision: 8 });

    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent('Shown as of');
    expect(banner).toHaveTextContent('The database is away.');
    expect(screen.getByText('1.4.2')).toBeVisible();
  });

  it('shows what is frozen, and a weaker policy, before the environments', async () => {
    renderPage({
      pipeline: async () =>
        samplePipeline({
          file: 'https://git.example.com/shop/gitops.yaml',
          policyCommit: CURRENT_COMMIT,
          pendingPolicy: {
            commit: EARLIER_COMMIT,
            commitUrl: 'https://git.example.com/commit/b',
            at: '2026-11-20T10:00:00.000Z',
            by: { name: 'dana' },
            weakens: [{ environment: 'production', sentence: 'No soak.' }],
          },
          environments: [sampleEnvironment({ freezes: [sampleDecision()] })],
        }),
    });
    const environments = await screen.findByRole('region', {
      name: 'Environments',
    });
    for (const before of [
      screen.getByRole('link', { name: 'Pipeline file' }),
      screen.getByRole('list', { name: 'Freezes' }),
      screen.getByRole('region', { name: /less protection/ }),
    ]) {
      expect(before.compareDocumentPosition(environments)).toBe(
        Node.DOCUMENT_POSITION_FOLLOWING,
      );
    }
    expect(screen.getByText(/policy of/)).toHaveTextContent('ccccccc');
  });

  it('shows the preflight until it passes', async () => {
    const pipeline = jest
      .fn()
      .mockResolvedValueOnce(samplePipeline({ preflight: 'failed' }))
      .mockResolvedValue(samplePipeline({ revision: 2 }));
    const { signals } = renderPage({
      pipeline,
      preflight: async () => [
        {
          check: 'Branch protection',
          environment: 'production',
          status: 'failed',
          expected: 'main takes pull requests only',
          found: 'main takes pushes',
          fix: 'Protect main in the Git host.',
        },
      ],
    });
    const panel = within(
      await screen.findByRole('region', { name: 'Preflight' }),
    );
    expect(
      await panel.findByText('Failed: Branch protection (production)'),
    ).toBeVisible();
    expect(panel.getByText('main takes pushes')).toBeVisible();
    expect(panel.getByText('Protect main in the Git host.')).toBeVisible();

    signals.send(pipelineSignalChannel(ENTITY_REF), { revision: 2 });
    await waitForElementToBeRemoved(() =>
      screen.queryByRole('region', { name: 'Preflight' }),
    );
    expect(screen.getByRole('region', { name: 'production' })).toBeVisible();
  });

  it('shows a preflight that passed to who wants to look again', async () => {
    const preflight = jest.fn(async () => [
      {
        check: 'Repository',
        status: 'passed' as const,
        expected: 'main can be read',
        found: 'it can',
      },
    ]);
    renderPage({ pipeline: async () => samplePipeline(), preflight });
    const button = await screen.findByRole('button', { name: /look again/ });
    expect(preflight).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(await screen.findByText('Passed: Repository')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Hide the preflight' }),
    );
    expect(screen.queryByText('Passed: Repository')).not.toBeInTheDocument();
  });

  it('reads out what came while the page was open', async () => {
    const pipeline = jest
      .fn()
      .mockResolvedValueOnce(withVersion(7, '1.4.2'))
      .mockResolvedValue(withVersion(8, '1.5.0'));
    const { signals } = renderPage({ pipeline });
    await screen.findByText('1.4.2');
    const news = screen.getByRole('status', { name: 'News' });
    expect(news).toBeEmptyDOMElement();
    signals.send(pipelineSignalChannel(ENTITY_REF), { revision: 8 });
    await screen.findByText('1.5.0');
    expect(news).toHaveTextContent('production has 1.5.0.');
  });
});
