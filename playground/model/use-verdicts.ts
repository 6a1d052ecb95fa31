import { useEffect, useState } from 'preact/hooks';
import type { DeviceVerdict } from '../../client-sdk/device/judge-device.ts';
import type { Policy } from '../../src/policy/policy.ts';

/**
 * What this device makes of each model of the catalog; undefined until it was looked at. Downloads nothing.
 *
 * @param occasion looked at anew when it changes: what is kept on the device may have changed with it
 */
export function useVerdicts(policy: Policy | undefined, occasion: unknown): readonly DeviceVerdict[] | undefined {
  const [verdicts, setVerdicts] = useState<readonly DeviceVerdict[]>();
  useEffect(() => {
    let isWanted = true;
    const judge = async () => {
      const { judgeModels } = await import('./judge-models.ts');
      const judged = await judgeModels(policy?.device.refusals);
      if (isWanted) setVerdicts(judged);
    };
    // Without the chunk the page goes on saying that it looks.
    judge().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [policy, occasion]);
  return verdicts;
}
