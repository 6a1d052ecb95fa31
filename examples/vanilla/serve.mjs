// A static server: site/ under a strict Content-Security-Policy, and /v1 handed on to the router.
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

const port = Number(process.env.PORT ?? 3000);
const router = process.env.PHIRST_ROUTER ?? 'http://localhost:8787';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

// A worker obeys the policy it came with: every file gets it, device-worker.js among them.
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

createServer((incoming, outgoing) => {
  const { pathname } = new URL(incoming.url, 'http://localhost');
  if (pathname.startsWith('/v1/')) handOn(incoming, outgoing);
  else void sendFile(pathname, outgoing);
}).listen(port, 'localhost', () => process.stdout.write(`The example is ready: http://localhost:${port}\n`));

async function sendFile(pathname, outgoing) {
  // Normalised before it is joined: no path leads out of the folder.
  const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
  try {
    const content = await readFile(join(import.meta.dirname, 'site', path));
    const type = types[extname(path)] ?? 'application/octet-stream';
    outgoing.writeHead(200, { ...headers, 'content-type': type, 'content-length': content.length }).end(content);
  } catch {
    // A missing file is a 404, never a page.
    outgoing.writeHead(404, headers).end();
  }
}

function handOn(incoming, outgoing) {
  const asked = request(new URL(incoming.url, router), { method: incoming.method, headers: { ...incoming.headers, host: new URL(router).host, origin: router } });
  asked.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  asked.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  // Whoever leaves is not answered to the end.
  outgoing.on('close', () => asked.destroy());
  incoming.pipe(asked);
}
