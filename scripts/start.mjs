import { runWithNewestNode } from './run-with-newest-node.mjs';

await runWithNewestNode('./serve.ts');
