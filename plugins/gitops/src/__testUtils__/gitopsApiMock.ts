import type {
  Candidate,
  HistoryEntry,
  Release,
  Waiting,
} from '@backstage-gitops/plugin-gitops-common';
import { createApiMock } from '@backstage/frontend-test-utils';
import type { HistoryQuery, Page } from '../api/GitOpsApi';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** A `GitOpsApi` of mock functions; those a test needs get their answers as the argument. */
export const gitopsApiMock = createApiMock(gitopsApiRef, () => ({
  pipeline: jest.fn(),
  preflight: jest.fn(),
  releases: jest.fn<Promise<Page<Release>>, [string, string?]>(async () => ({
    items: [],
  })),
  candidates: jest.fn<Promise<Page<Candidate>>, [string, string?]>(
    async () => ({ items: [] }),
  ),
  history: jest.fn<Promise<Page<HistoryEntry>>, [string, HistoryQuery?]>(
    async () => ({ items: [] }),
  ),
  exportHistory: jest.fn(),
  waiting: jest.fn<Promise<Page<Waiting>>, [string?]>(async () => ({
    items: [],
  })),
  changes: jest.fn(),
  drift: jest.fn(),
  reconcile: jest.fn(),
  planGitEdit: jest.fn(),
  editGit: jest.fn(),
  promotion: jest.fn(),
  planPromotion: jest.fn(),
  promote: jest.fn(),
  approve: jest.fn(),
  bypass: jest.fn(),
  merge: jest.fn(),
  cancel: jest.fn(),
  planRollback: jest.fn(),
  rollBack: jest.fn(),
  hold: jest.fn(),
  resume: jest.fn(),
  freeze: jest.fn(),
  unfreeze: jest.fn(),
  planPolicy: jest.fn(),
  acceptPolicy: jest.fn(),
  acceptViolation: jest.fn(),
  rejectRelease: jest.fn(),
  clearRejection: jest.fn(),
}));
