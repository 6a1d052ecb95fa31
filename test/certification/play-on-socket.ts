// Plays wire scripts over real connections: HTTP/1.1 written by hand, so that it can stop, break and lie at any byte.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { WireScript } from './wire-script.ts';

export interface SocketCall {
  readonly body: Record<string, unknown>;
  /** The script was played to its end. */
  isOver: boolean;
  /** The caller closed the connection before that. */
  isLetGo: boolean;
}

export interface HostileServer extends AsyncDisposable {
  readonly port: number;
  readonly calls: SocketCall[];
  /** What the far side does from now on. */
  setScript(scriptOf: (call: SocketCall, index: number) => WireScript): void;
  /** Nobody listens from now on, or somebody does again. */
  setListening(isListening: boolean): Promise<void>;
}

export async function startHostileServer(): Promise<HostileServer> {
  let scriptOf: (call: SocketCall, index: number) => WireScript = () => ({ kind: 'silent' });
  const calls: SocketCall[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    void serve(socket);
  });

  async function serve(socket: Socket): Promise<void> {
    const body = await readBody(socket);
    if (body === undefined) return;
    const call: SocketCall = { body, isOver: false, isLetGo: false };
    calls.push(call);
    socket.on('close', () => {
      if (!call.isOver) call.isLetGo = true;
    });
    await play(scriptOf(call, calls.length - 1), socket, call);
  }

  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return {
    port,
    calls,
    setScript(next) {
      calls.length = 0;
      scriptOf = next;
    },
    setListening: (isListening) => (isListening === server.listening ? Promise.resolve() : isListening ? listen(port) : close()),
    async [Symbol.asyncDispose]() {
      if (server.listening) await close();
    },
  };
}

/** The JSON of one request with a content-length; undefined when the connection ends before it is whole. */
function readBody(socket: Socket): Promise<Record<string, unknown> | undefined> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const onData = (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const headersEnd = received.indexOf('\r\n\r\n');
      if (headersEnd < 0) return;
      const head = received.subarray(0, headersEnd).toString();
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      const body = received.subarray(headersEnd + 4);
      if (body.length < length) return;
      socket.off('data', onData);
      // Goes on reading, or the end of the connection would never be heard of.
      socket.resume();
      resolve(JSON.parse(body.subarray(0, length).toString() || '{}') as Record<string, unknown>);
    };
    socket.on('data', onData);
    socket.on('close', () => resolve(undefined));
  });
}

async function play(script: WireScript, socket: Socket, call: SocketCall): Promise<void> {
  if (script.kind === 'silent') return;
  if (script.kind !== 'answer') {
    call.isOver = true;
    return void socket.resetAndDestroy();
  }
  if (script.headersAfterMs !== undefined) await pause(script.headersAfterMs);
  const headers = { ...script.headers, 'transfer-encoding': 'chunked', connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(`HTTP/1.1 ${script.status} Status\r\n${lines.join('\r\n')}\r\n\r\n`);
  for (const step of script.body) {
    if (socket.destroyed) return;
    if ('waitMs' in step) await pause(step.waitMs);
    else if (step.send.length > 0) {
      socket.write(Buffer.concat([Buffer.from(`${step.send.length.toString(16)}\r\n`), step.send, Buffer.from('\r\n')]));
      // One step, one packet: what comes in pieces is to be read in pieces.
      await pause(1);
    }
  }
  if (script.end === 'hang' || socket.destroyed) return;
  call.isOver = true;
  if (script.end === 'clean') socket.end('0\r\n\r\n');
  // Without the last chunk: whoever reads must notice that something is missing.
  else socket.destroy();
}
