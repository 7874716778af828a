import { z } from 'zod';
import { created } from '../../standIn/Answer';
import { Refusal } from '../Answer';
import { type Call, listPage, parseBody, type Route } from '../Call';
import { jobsOf } from '../mergeState';
import { presentJob } from '../present/commit';
import type { JobState, StoredJob, StoredProject } from '../state';
import { readCommit } from './commits';

const reporting = z.object({
  state: z.enum(['pending', 'running', 'success', 'failed', 'canceled']),
  name: z.string().optional(),
  context: z.string().optional(),
  description: z.string().max(255).nullish(),
});

/** Which states lead to which, and what the host calls that. */
const TRANSITIONS: Record<
  Exclude<JobState, 'created'>,
  { event: string; from: JobState[] }
> = {
  pending: { event: 'enqueue', from: ['created'] },
  running: { event: 'run', from: ['created', 'pending'] },
  success: { event: 'success', from: ['created', 'pending', 'running'] },
  failed: { event: 'drop', from: ['created', 'pending', 'running'] },
  canceled: { event: 'cancel', from: ['created', 'pending', 'running'] },
};

/** Adds a job; older ones of its name do not count any more. */
export function addJob({ jobs }: StoredProject, job: StoredJob): void {
  for (const one of jobs) {
    if (one.commit === job.commit && one.name === job.name) {
      one.isRetried = true;
    }
  }
  jobs.push(job);
}

async function report(call: Call) {
  const { project, state: all, by, links } = call;
  const { commit } = await readCommit(call);
  const { state, ...reported } = parseBody(call, reporting);
  const name = reported.name ?? reported.context ?? 'default';
  const going = jobsOf(project, commit).find(
    one =>
      one.isReported &&
      one.name === name &&
      one.by === by &&
      ['pending', 'running'].includes(one.state),
  );
  const job: StoredJob = going ?? {
    id: all.nextId(),
    commit,
    name,
    state: 'created',
    description: null,
    by,
    isReported: true,
    mayFail: false,
    isRetried: false,
    at: all.now(),
  };
  const { event, from } = TRANSITIONS[state];
  if (!from.includes(job.state)) {
    throw new Refusal(
      400,
      `Cannot transition status via :${event} from :${job.state} (Reason(s): Status cannot transition via "${event}")`,
    );
  }
  job.state = state;
  job.description = reported.description ?? job.description;
  if (job !== going) addJob(project, job);
  return created(presentJob(links, project, job));
}

async function list(call: Call) {
  const { project, links } = call;
  const { commit } = await readCommit(call);
  return listPage(call, jobsOf(project, commit), one =>
    presentJob(links, project, one),
  );
}

export const statusRoutes: Route[] = [
  { method: 'POST', path: 'statuses/:sha', handle: report },
  {
    method: 'GET',
    path: 'repository/commits/:sha/statuses',
    handle: list,
  },
];
