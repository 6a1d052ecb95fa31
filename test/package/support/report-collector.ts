// Hears what a browser reports as a violation of its Content-Security-Policy: of the page and of its workers alike.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReportCollector {
  /** POST adds a report, GET takes all there are. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startReportCollector(): Promise<ReportCollector> {
  let reports: string[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify(reports.splice(0)));
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      reports.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** What came since the last call. Over HTTP, as the tests run in another process than the collector. */
export async function takeReports(url: string): Promise<readonly string[]> {
  return (await (await fetch(url)).json()) as string[];
}
