// The probe's cost in a worker of a page: where it runs.
import { answerInWorker } from '../browser/answer-in-worker.ts';
import { measureProbeCost } from './probe-cost.ts';

answerInWorker(async ({ rounds }: { readonly rounds: number }) => measureProbeCost(rounds));
