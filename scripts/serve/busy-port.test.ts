import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { assertPortIsFree } from './busy-port.ts';

test('a busy port is named, with what to do about it', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(assertPortIsFree(port)).rejects.toThrow(`Port ${port} is busy`);
  await expect(assertPortIsFree(port)).rejects.toThrow(`PORT=${port + 1} npm start`);
  await new Promise((resolve) => server.close(resolve));
  await expect(assertPortIsFree(port)).resolves.toBeUndefined();
});
