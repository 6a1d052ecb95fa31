/** Chromium as the tests want it: quiet towards the network, and with WebGPU in software, as no test machine has a GPU. */
export const chromiumFlags = [
  // Containers run as root, where Chromium's sandbox can't.
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];
