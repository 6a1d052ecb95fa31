// Our own GPUDevice: made with what the model needs, and watched, because ONNX Runtime tells nobody when it is lost.

/** The limits whose defaults are too low for a large model; the adapter's maximum is asked for. */
const RAISED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

export interface GpuDeviceOptions {
  readonly leaveOutSubgroups: boolean;
  /** Called once the device can't be trusted any more, with a sentence. */
  readonly onFatal: (message: string) => void;
}

/** @throws Error when there is no adapter or it refuses the device. */
export async function openGpuDevice({ leaveOutSubgroups, onFatal }: GpuDeviceOptions): Promise<GPUDevice> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('There is no WebGPU adapter.');
  const wanted: readonly GPUFeatureName[] = leaveOutSubgroups ? ['shader-f16'] : ['shader-f16', 'subgroups'];
  const device = await adapter.requestDevice({
    requiredFeatures: wanted.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(RAISED_LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  void device.lost.then(({ reason, message }) => onFatal(`The graphics processor was lost (${reason}): ${message}`));
  // Running out of GPU memory shows as an invalid buffer, and the model goes on with garbage: no error here is harmless.
  device.addEventListener('uncapturederror', ({ error }) => {
    const isOutOfMemory = typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError;
    onFatal(`The graphics processor ${isOutOfMemory ? 'ran out of memory' : 'reported an error'}: ${error.message}`);
  });
  return device;
}
