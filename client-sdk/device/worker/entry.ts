// The device worker: the only place where the model runs. It loads one model, once, and answers for it.
import { DownloadError } from './download/download-error.ts';
import { loadModel } from './load-model.ts';
import type { GenerateRequest, LoadRequest, PageMessage, WorkerMessage } from './messages.ts';
import { PromptTooLongError, type ModelHost } from './model-host.ts';

const LONGEST_MESSAGE = 300;

let host: ModelHost | undefined;
/** The page asks for one generation at a time, so one id is enough. */
let interruptedId: number | undefined;

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  if (data.type === 'load') void load(data);
  else if (data.type === 'generate') void generate(data);
  else interruptedId = data.id;
});

// What nobody awaited leaves the model in a state nobody knows. Errors that are thrown reach the page by themselves.
scope.addEventListener('unhandledrejection', ({ reason }) => post({ type: 'fatal', message: describe(reason) }));

async function load({ id, settings }: LoadRequest): Promise<void> {
  try {
    const { host: loadedHost, loaded } = await loadModel(settings, {
      onProgress: (progress) => post({ type: 'progress', id, progress }),
      onFatal: (message) => post({ type: 'fatal', message }),
    });
    host = loadedHost;
    post({ type: 'loaded', id, loaded });
  } catch (error) {
    const code = error instanceof DownloadError && error.kind === 'corrupt' ? 'model_corrupt' : undefined;
    post({ type: 'failed', id, message: describe(error), isUsable: false, code });
  }
}

async function generate({ id, messages, maxTokens, trimming }: GenerateRequest): Promise<void> {
  try {
    if (host === undefined) throw new Error('No model is loaded.');
    const generated = await host.generate(messages, {
      maxTokens,
      trimming,
      onToken: (token) => post({ type: 'token', id, token }),
      isInterrupted: () => interruptedId === id,
    });
    post({ type: 'generated', id, generated });
  } catch (error) {
    const isUsable = error instanceof PromptTooLongError;
    // A lost GPU is reported a moment after the run that failed of it, and in better words: those go first.
    if (!isUsable) await new Promise((resolve) => setTimeout(resolve, 50));
    post({ type: 'failed', id, message: describe(error), isUsable });
  }
}

function post(message: WorkerMessage): void {
  scope.postMessage(message);
}

/** ONNX Runtime's messages go on with places in its own source. */
function describe(error: unknown): string {
  const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return firstLine.length > LONGEST_MESSAGE ? `${firstLine.slice(0, LONGEST_MESSAGE)}…` : firstLine;
}
