import { withoutNoise } from '../format/without-noise.ts';
import type { ServedPolicy } from '../options/fetch-served-policy.ts';
import { isStandIn } from './is-stand-in.ts';

/** The hosted models that can be called now, from the smallest to the largest. */
export function HostedModels({ served }: { readonly served: ServedPolicy | undefined }) {
  const models = served?.policy.hosted.models.filter(({ id }) => served.hostedModelIds.includes(id)) ?? [];
  if (models.length === 0) {
    return <p class="hint">None at the moment: the router doesn’t answer, or no provider is configured.</p>;
  }
  return (
    <ul class="hosted-models">
      {models.map(({ id, inputMicroUsdPerToken, outputMicroUsdPerToken }) => (
        <li key={id}>
          <span class="hosted-model-name">{id}</span>
          {isStandIn(id) && <span class="badge">stand-in</span>}
          <span class="hint">
            ${withoutNoise(inputMicroUsdPerToken)} in, ${withoutNoise(outputMicroUsdPerToken)} out per million tokens
          </span>
        </li>
      ))}
    </ul>
  );
}
