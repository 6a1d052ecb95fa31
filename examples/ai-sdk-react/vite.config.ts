import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const router = process.env.PHIRST_ROUTER ?? 'http://localhost:8787';

// The page asks its own origin, and Vite hands that on to the router. A deployed app names the router in createPhirst
// and its own origin in the router's PHIRST_ALLOWED_ORIGINS instead.
const proxy = { '/v1': { target: router, changeOrigin: true, headers: { origin: router } } };

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022' },
  server: { proxy },
  preview: { proxy },
});
