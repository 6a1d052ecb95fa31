import type { DeviceState } from './phirst.ts';

export function DeviceStatus({ device }: { device: DeviceState }) {
  if (device === undefined) return <p className="device">Looking at this device …</p>;
  if (!('isReady' in device)) {
    return (
      <p className="device">
        Loading the model <progress max={1} value={device.ratio} />
      </p>
    );
  }
  return (
    <p className="device" data-ready={device.isReady}>
      {device.isReady ? `${device.model} answers on this device (${device.loaded.backend}).` : `${device.message} Hosted models answer.`}
    </p>
  );
}
