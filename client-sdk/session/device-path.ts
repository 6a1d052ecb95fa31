// One chunk: what a query needs beyond the decision once a device may answer it. It comes with `prepare`.
export { makeJudge } from '../device/make-judge.ts';
export { superviseGeneration } from '../device/supervise-generation.ts';
export { deviceFirst } from './device-first.ts';
