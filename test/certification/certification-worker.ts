// The router as it is built, under the certification's policy with limits short enough to wait for, and its records in the log.
import { createApp } from '../../router/app.ts';
import { certificationPolicy } from './certification-policy.ts';

const policy = certificationPolicy();

export default createApp({
  policy: {
    ...policy,
    hosted: { ...policy.hosted, timeout: { firstChunkMs: 900, chunkMs: 700 }, retry: { maximumRetries: 1, maximumDelayMs: 1500 } },
  },
  eventsOf: () => ({ recordAll: async () => undefined, record: async (events) => console.log(`record ${JSON.stringify({ events })}`) }),
});
