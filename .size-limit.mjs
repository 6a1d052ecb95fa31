// What a browser has to fetch for each thing it does, gzipped. Sizes are of what is fetched together: a chunk that the
// entry has brought already isn't counted again.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The file and what it imports at once, and what those import at once. */
function fetchedWith(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const { module } = parseSync(file, readFileSync(`${root}${file}`, 'utf8'));
  const requests = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)];
  for (const { moduleRequest } of requests) {
    if (moduleRequest?.value.startsWith('./')) fetchedWith(`${file.slice(0, file.lastIndexOf('/'))}/${moduleRequest.value.slice(2)}`, seen);
  }
  return seen;
}

/** Chunks carry a hash in their name. */
function chunk(name) {
  const found = readdirSync(`${root}dist/sdk`).find((each) => each.startsWith(`chunk-${name}-`));
  if (found === undefined) throw new Error(`No chunk of dist/sdk is named ${name}: run \`npm run build\`, or mend .size-limit.mjs.`);
  return `dist/sdk/${found}`;
}

const entry = fetchedWith('dist/sdk/index.js');

function beyondEntry(name, limit, ...files) {
  const path = [...new Set(files.flatMap((file) => [...fetchedWith(file)]))].filter((file) => !entry.has(file));
  return { name, path, limit, gzip: true };
}

const sdk = [
  { name: 'SDK: session, decision, edge client, answer stream', path: [...entry], limit: '20 KB', gzip: true },
  beyondEntry("Description of a query, its word lists and the weights of its token estimate (beside the page's own start)", '17 KB', chunk('describe-query')),
  beyondEntry("What is in force, and when to ask again (beside the page's own start)", '2 KB', chunk('policy-source')),
  beyondEntry('Built-in policy (where no other is kept)', '2 KB', chunk('load-default-policy')),
  beyondEntry("Policy parser and keeper, deployment and assignment (when the router's policy arrives)", '10.5 KB', chunk('stored-policy')),
  beyondEntry("Gain model's reader, with the schema parser that the policy's keeper shares (where the policy names one)", '7.5 KB', chunk('gain-source')),
  beyondEntry('Safety hook (when the policy has rules or the app a function)', '4 KB', chunk('create-safety')),
  beyondEntry('Events, with records of decisions and what other variants would have done (where the app turns them on)', '6.5 KB', chunk('create-events')),
  beyondEntry("Device's answer against a hosted one (after a hand-up, and in the audit sample)", '4 KB', chunk('audit-run')),
  beyondEntry('Session tokens (with the first hosted question, where the app uses them)', '2 KB', chunk('session-token')),
  beyondEntry("Reading a hosted answer's stream (with the first one)", '3 KB', chunk('read-answer-stream')),
  beyondEntry("The device's part of a query: attempt, watch, hand-up, supervision, confidence and promises (with prepare)", '11 KB', chunk('device-path')),
  beyondEntry('Device engine: probe, verdict, worker (with prepare)', '11 KB', ...['worker-engine', 'capability', 'judge-device', 'is-model-cached'].map(chunk)),
  beyondEntry('Asking the model whether it is right (where the policy wants it)', '1 KB', chunk('self-check')),
  beyondEntry('Deleting what is kept on the device', '3 KB', chunk('clear-cache')),
  beyondEntry("phirst/openai: OpenAI's shape", '4 KB', 'dist/sdk/openai.js'),
  beyondEntry("phirst/ai-sdk: the AI SDK's shape", '6 KB', 'dist/sdk/ai-sdk.js'),
];

// A chunk that nothing above counts has no limit.
const counted = new Set(sdk.flatMap(({ path }) => path));
const uncounted = readdirSync(`${root}dist/sdk`).filter((name) => name.startsWith('chunk-') && !counted.has(`dist/sdk/${name}`));
if (uncounted.length > 0) throw new Error(`No limit counts ${uncounted.join(', ')}: add it to .size-limit.mjs.`);

const runtime = (flavour) => [`dist/sdk/ort/ort-wasm-simd-threaded${flavour}.wasm.gz`, `dist/sdk/ort/ort-wasm-simd-threaded${flavour}.mjs`];
/** What the dashboard fetches later, without what it has already. */
function dashboardChunk(name) {
  const folder = 'dist/site/dashboard';
  const found = readdirSync(`${root}${folder}`).find((each) => each.startsWith(`chunk-${name}-`));
  if (found === undefined) throw new Error(`No chunk of ${folder} is named ${name}: run \`npm run build\`, or mend .size-limit.mjs.`);
  const has = fetchedWith(`${folder}/dashboard.js`);
  return [...fetchedWith(`${folder}/${found}`)].filter((file) => !has.has(file));
}

const asItIs = { gzip: false, brotli: false };

export default [
  ...sdk,
  { name: 'Device worker', path: 'dist/sdk/device-worker.js', limit: '175 KB', gzip: true },
  { name: 'Service worker', path: 'dist/sdk/service-worker.js', limit: '2 KB', gzip: true },
  { name: 'ONNX Runtime on wasm (compressed as it is)', path: runtime(''), limit: '3.8 MB', ...asItIs },
  { name: 'ONNX Runtime on WebGPU, with JSPI', path: runtime('.jspi'), limit: '4.3 MB', ...asItIs },
  { name: 'ONNX Runtime on WebGPU, anywhere', path: runtime('.asyncify'), limit: '6.8 MB', ...asItIs },
  { name: "The router's page and what it imports at once", path: [...fetchedWith('dist/site/main.js')], limit: '60 KB', gzip: true },
  { name: 'The dashboard and what it imports at once', path: [...fetchedWith('dist/site/dashboard/dashboard.js')], limit: '40 KB', gzip: true },
  { name: "The dashboard's charts (with the first one)", path: dashboardChunk('draw-chart'), limit: '26 KB', gzip: true },
];
