// Ways to break a device that a page can't ask for: put into the page before any of its own scripts. The SDK has no part in them.
import type { Page } from 'playwright-core';

interface ChaosPage {
  killWorkerAtToken?: number | undefined;
  destroyGpu?: () => void;
}

/** `killWorkerAt(page, 3)` ends the device worker as it hands over its third token. No event tells the page. */
export async function makeWorkersMortal(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const chaos = globalThis as unknown as ChaosPage;
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        let tokens = 0;
        let isDead = false;
        this.addEventListener('message', (event: MessageEvent<{ type: string }>) => {
          // What was on its way when it died never arrives.
          if (isDead) event.stopImmediatePropagation();
          if (isDead || event.data.type !== 'token' || ++tokens !== chaos.killWorkerAtToken) return;
          isDead = true;
          chaos.killWorkerAtToken = undefined;
          this.terminate();
        });
      }
    };
  });
}

/** Of the next worker that gives so many tokens, after makeWorkersMortal(). */
export async function killWorkerAt(page: Page, token: number): Promise<void> {
  await page.evaluate((at) => ((globalThis as unknown as ChaosPage).killWorkerAtToken = at), token);
}

/** `destroyGpu()` in the page then destroys every GPUDevice of its workers: what a driver reset looks like from inside. */
export async function makeGpusMortal(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const channel = new BroadcastChannel('test-destroy-gpu');
    (globalThis as unknown as ChaosPage).destroyGpu = () => channel.postMessage('destroy');
    const patch = `
      const requestDevice = GPUAdapter.prototype.requestDevice;
      const devices = [];
      GPUAdapter.prototype.requestDevice = async function (...given) {
        const device = await requestDevice.apply(this, given);
        devices.push(device);
        return device;
      };
      new BroadcastChannel('test-destroy-gpu').onmessage = () => devices.forEach((device) => device.destroy());
    `;
    const urlOf = (code: string) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        // Imports run in order: the patch before the worker's own script.
        super(urlOf(`import ${JSON.stringify(urlOf(patch))}; import ${JSON.stringify(String(url))};`), options);
      }
    };
  });
}
