// GET /admin/experiments, /admin/experiments/<key> and /admin/experiments/<key>/export: what was measured, and who took part.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { ExperimentKey } from '../../src/experiment/deployment.ts';
import type { ExperimentReport, ExperimentSummary } from '../../src/wire/admin-api.ts';
import * as v from 'valibot';
import { DEPLOYMENT_BOOK, type DeploymentBooks } from '../deployment/deployment-protocol.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { exportStream, EXPORT_TYPES, type ExportFormat } from '../experiments/export-stream.ts';
import { experimentBook, type ExperimentBooks, type ExperimentBookStub } from '../experiments/experiment-protocol.ts';
import { invalidRequest } from '../request/invalid-request.ts';

/** All there ever were, newest first. */
export async function adminExperiments(c: Context<RouterEnv>): Promise<Response> {
  const { experiments, deployments } = booksOf(c.env);
  const records = await deployments.getByName(DEPLOYMENT_BOOK).experiments();
  const reports = await Promise.all(records.map(({ key }) => experiments.getByName(experimentBook(key)).report()));
  c.header('cache-control', 'no-store');
  return c.json(reports.flatMap((report) => (report ? [summaryOf(report)] : [])));
}

/** Throws `experiment_not_found` for one that never ran. */
export async function adminExperiment(c: Context<RouterEnv>): Promise<Response> {
  const { report } = await find(c);
  c.header('cache-control', 'no-store');
  return c.json(report);
}

/** As NDJSON, or with `?format=csv`; a page at a time, so that a large one fits. */
export async function exportExperiment(c: Context<RouterEnv>): Promise<Response> {
  const format = c.req.query('format') ?? 'ndjson';
  if (!Object.hasOwn(EXPORT_TYPES, format)) throw invalidRequest('format', 'must be "ndjson" or "csv"');
  const { book, report } = await find(c);
  c.header('cache-control', 'no-store');
  c.header('content-type', EXPORT_TYPES[format as ExportFormat]);
  c.header('content-disposition', `attachment; filename="${report.key}.${format}"`);
  return c.body(exportStream(book, format as ExportFormat));
}

async function find(c: Context<RouterEnv>): Promise<{ book: ExperimentBookStub; report: ExperimentReport }> {
  const key = c.req.param('id') ?? '';
  const { experiments } = booksOf(c.env);
  // What can't be a key mustn't make an object.
  const book = v.is(ExperimentKey, key) ? experiments.getByName(experimentBook(key)) : undefined;
  const report = await book?.report();
  if (!book || !report) throw new PhirstError('experiment_not_found', 'No experiment of this key ever ran here. GET /admin/experiments lists all of them.', { param: 'key' });
  return { book, report };
}

function summaryOf({ key, kind, status, startedAt, endedAt, coverage, verdict }: ExperimentReport): ExperimentSummary {
  return { key, kind, status, startedAt, endedAt, coverage, verdict };
}

/** Throws `router_not_configured` where they aren't bound. */
function booksOf({ EXPERIMENTS, DEPLOYMENTS }: Bindings): { experiments: ExperimentBooks; deployments: DeploymentBooks } {
  if (EXPERIMENTS && DEPLOYMENTS) return { experiments: EXPERIMENTS, deployments: DEPLOYMENTS };
  const message = 'Experiments aren’t counted: put the durable_objects and migrations of Phirst’s wrangler.toml back, which bind EXPERIMENTS and DEPLOYMENTS.';
  throw new PhirstError('router_not_configured', message);
}
