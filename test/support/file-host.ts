// A static host on this machine that can be told to misbehave: to cut, drip, damage, compress, change or forget its files.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** How one request is answered; nothing said = as a good host does. */
export interface HostBehaviour {
  readonly status?: number;
  /** Another content than the file's. */
  readonly body?: Buffer;
  readonly contentType?: string;
  /** `null` sends none. */
  readonly etag?: string | null;
  readonly ignoreRange?: boolean;
  readonly gzip?: boolean;
  /** Ends the connection after so many bytes of the body, though more were promised. */
  readonly cutAfterBytes?: number;
  readonly bytesPerSecond?: number;
  /** Sends no answer before it resolves. */
  readonly hold?: Promise<void>;
}

export interface HostRequest {
  readonly method: string;
  readonly path: string;
  /** 1 for the first request of this path. */
  readonly count: number;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

export interface FileHost extends AsyncDisposable {
  /** `http://localhost:<port>/` */
  readonly url: string;
  /** Every GET and HEAD, in order, with the status it got. */
  readonly requests: (HostRequest & { status: number })[];
  /** Replaced at any time. */
  behave: (request: HostRequest) => HostBehaviour | undefined;
  readonly files: Map<string, Buffer>;
}

/** @param files by path, without a slash at the front. */
export async function startFileHost(files: Map<string, Buffer>): Promise<FileHost> {
  const requests: FileHost['requests'] = [];
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing).catch(() => outgoing.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: FileHost = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    requests,
    files,
    behave: () => undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return host;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const cors = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'range, if-range',
      'access-control-expose-headers': 'etag, content-range, content-encoding',
    };
    if (incoming.method === 'OPTIONS') return void outgoing.writeHead(204, cors).end();
    const path = decodeURIComponent(new URL(incoming.url ?? '/', host.url).pathname.slice(1));
    const request: HostRequest = {
      method: incoming.method ?? 'GET',
      path,
      count: requests.filter((earlier) => earlier.path === path).length + 1,
      range: incoming.headers.range,
      ifRange: incoming.headers['if-range'] as string | undefined,
    };
    const entry = { ...request, status: 0 };
    requests.push(entry);
    const behaviour = host.behave(request) ?? {};
    await behaviour.hold;
    const { status, headers, body } = respond(request, behaviour);
    entry.status = status;
    outgoing.writeHead(status, { ...cors, ...headers });
    if (incoming.method === 'HEAD') return void outgoing.end();
    await send(outgoing, body, behaviour);
  }

  function respond(request: HostRequest, behaviour: HostBehaviour): { status: number; headers: Record<string, string>; body: Buffer } {
    const content = behaviour.body ?? files.get(request.path);
    const plain = { 'content-type': behaviour.contentType ?? 'application/octet-stream' };
    if (behaviour.status !== undefined) return { status: behaviour.status, headers: plain, body: Buffer.alloc(0) };
    if (content === undefined) return { status: 404, headers: plain, body: Buffer.from('Not found') };
    const etag = behaviour.etag === undefined ? `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"` : behaviour.etag;
    const headers: Record<string, string> = { ...plain, ...(etag !== null && { etag }) };
    if (behaviour.gzip) {
      const packed = gzipSync(content);
      return { status: 200, headers: { ...headers, 'content-encoding': 'gzip', 'content-length': String(packed.length) }, body: packed };
    }
    const start = Number(/^bytes=(\d+)-$/.exec(request.range ?? '')?.[1] ?? Number.NaN);
    const isWanted = !Number.isNaN(start) && !behaviour.ignoreRange && (request.ifRange === undefined || request.ifRange === etag);
    if (!isWanted) return { status: 200, headers: { ...headers, 'content-length': String(content.length) }, body: content };
    if (start >= content.length) return { status: 416, headers: { ...headers, 'content-range': `bytes */${content.length}` }, body: Buffer.alloc(0) };
    const body = content.subarray(start);
    return {
      status: 206,
      headers: { ...headers, 'content-length': String(body.length), 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` },
      body,
    };
  }
}

async function send(outgoing: ServerResponse, body: Buffer, { cutAfterBytes, bytesPerSecond }: HostBehaviour): Promise<void> {
  const sent = body.subarray(0, cutAfterBytes);
  const step = bytesPerSecond === undefined ? sent.length : Math.max(1, Math.floor(bytesPerSecond / 20));
  for (let at = 0; at < sent.length && !outgoing.destroyed; at += step) {
    outgoing.write(sent.subarray(at, at + step));
    if (bytesPerSecond !== undefined) await pause(50);
  }
  if (cutAfterBytes === undefined || cutAfterBytes >= body.length) return void outgoing.end();
  // What was written must have left before the connection goes.
  await pause(50);
  outgoing.destroy();
}
