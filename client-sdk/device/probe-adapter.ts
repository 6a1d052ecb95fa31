// Is there a GPU behind navigator.gpu, or a software renderer that is slower than WebAssembly?

export interface WebGpuCapability {
  readonly adapter: 'hardware' | 'software' | 'none';
  /** Half-precision arithmetic: without it a q4f16 model fails at its first run. */
  readonly shaderF16: boolean;
  /** Bytes. */
  readonly maxBufferSize: number;
  /** Bytes. */
  readonly maxStorageBufferBindingSize: number;
  /** Lower case, '' where the browser hides it. */
  readonly vendor: string;
  readonly architecture: string;
}

const NONE: WebGpuCapability = {
  adapter: 'none',
  shaderF16: false,
  maxBufferSize: 0,
  maxStorageBufferBindingSize: 0,
  vendor: '',
  architecture: '',
};

const SOFTWARE_RENDERERS = ['swiftshader', 'llvmpipe', 'lavapipe', 'basic render'];

/** Asks for the fastest adapter; `none` where WebGPU is missing, blocked or fails. Never throws. */
export async function probeAdapter(gpu: Pick<GPU, 'requestAdapter'> | undefined): Promise<WebGpuCapability> {
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return NONE;
    const { vendor, architecture, description } = adapter.info;
    return {
      adapter: isSoftware(adapter) ? 'software' : 'hardware',
      shaderF16: adapter.features.has('shader-f16'),
      maxBufferSize: adapter.limits.maxBufferSize,
      maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
      vendor,
      architecture,
    };

    function isSoftware({ info }: GPUAdapter): boolean {
      const names = `${vendor} ${architecture} ${description}`.toLowerCase();
      return info.isFallbackAdapter || SOFTWARE_RENDERERS.some((renderer) => names.includes(renderer));
    }
  } catch {
    return NONE;
  }
}
