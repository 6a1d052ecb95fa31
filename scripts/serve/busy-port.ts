import { createServer } from 'node:net';

/** wrangler would quietly take the next port; a person who bookmarked this one wants to know. */
export async function assertPortIsFree(port: number): Promise<void> {
  if (port === 0) return;
  // A server on ::1 alone would answer for `localhost` just the same.
  const codes = await Promise.all(['127.0.0.1', '::1'].map((address) => tryToListen(port, address)));
  if (codes.includes('EADDRINUSE')) {
    throw new Error(`Port ${port} is busy: end what uses it, or choose another one, e.g. PORT=${port + 1} npm start`);
  }
  if (codes.includes('EACCES'))
    throw new Error(`Port ${port} may not be used by this user: choose one above 1023, e.g. PORT=8787 npm start`);
}

function tryToListen(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
