import type { DeviceReport } from '../../client-sdk/device/device-session.ts';
import type { DeviceInWords } from './describe-device.ts';
import { describeFiles } from './describe-files.ts';

interface ModelFactsProps {
  readonly report: DeviceReport;
  readonly inWords: DeviceInWords;
}

/** Of the model in use: what it is doing, how it runs, and what it broke of last. */
export function ModelFacts({ report: { loaded, lastFault, questions }, inWords }: ModelFactsProps) {
  const files = loaded?.files && describeFiles(loaded.files);
  return (
    <dl class="model-facts" data-testid="model-facts" data-state={inWords.kind}>
      <div>
        <dt>Now</dt>
        <dd>
          {inWords.kind !== 'ready' ? inWords.words : questions > 0 ? 'answering' : 'ready'}
          {inWords.sentence !== undefined && <span class="fact-note">{inWords.sentence}</span>}
        </dd>
      </div>
      {loaded && (
        <div>
          <dt>Runs as</dt>
          <dd>
            {loaded.dtype} on {loaded.backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'}
            {loaded.decodeTokensPerSecond !== undefined && `, ${Math.round(loaded.decodeTokensPerSecond)} tokens/s`}
          </dd>
        </div>
      )}
      {files && (
        <div>
          <dt>Files</dt>
          <dd>
            {files.words}
            <span class="fact-note">{files.note}</span>
          </dd>
        </div>
      )}
      {lastFault && (
        <div>
          <dt>Last failure</dt>
          <dd>{lastFault.message}</dd>
        </div>
      )}
    </dl>
  );
}
