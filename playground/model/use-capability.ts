import { useEffect, useState } from 'preact/hooks';
import { probeCapability, type DeviceCapability } from '../../client-sdk/device/capability.ts';

/** What this device offers; undefined until it was read. Downloads nothing. */
export function useCapability(): DeviceCapability | undefined {
  const [capability, setCapability] = useState<DeviceCapability>();
  useEffect(() => {
    void probeCapability().then(setCapability);
  }, []);
  return capability;
}
