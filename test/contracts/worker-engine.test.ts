import { createWorkerEngine } from '../../client-sdk/device/worker-engine.ts';
import { deviceModel } from '../support/device-model.ts';
import { deviceCapability } from '../support/device-capability.ts';
import { createFakeDeviceWorker } from '../support/fake-device-worker.ts';
import { describeEngine } from './engine.ts';

describeEngine('in a worker that plays a script', (script) =>
  createWorkerEngine({
    model: deviceModel(),
    assetsUrl: 'https://app.example/phirst/',
    modelsUrl: 'https://app.example/models/',
    probe: async () => deviceCapability(),
    createWorker: () => createFakeDeviceWorker(script),
  }),
);
