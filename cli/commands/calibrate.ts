// phirst calibrate: labels of a device's answers → a confidence that means something, and thresholds that keep promises.
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Calibration } from '../../src/calibration/calibration.ts';
import { calibrationId } from '../../src/calibration/calibration-id.ts';
import { applyParts, countLengths, fitCalibration } from '../../src/calibration/fit-calibration.ts';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import type { DeferralPromise } from '../../src/deferral/resolve-promise.ts';
import { fittedWords, judgePromises, promisesFor, riskCoveragePoints, STANDARD_PROMISES, weighedVersion, type CalibrateReport, type LabelCounts } from '../calibration/calibrate-report.ts';
import { readCalibration } from '../calibration/read-calibration.ts';
import { describeCalibration } from '../calibration/describe-calibration.ts';
import { readLabels, type LabelReading } from '../calibration/read-labels.ts';
import { riskCoverageSvg } from '../calibration/risk-coverage.ts';
import { failure, misuse } from '../output/command-failure.ts';
import { JSON_OPTION, printJson } from '../output/print-json.ts';
import type { Terminal } from '../output/terminal.ts';
import { writeWholeFile } from '../output/write-whole-file.ts';
import { sha256 } from '../policy-file/sha256.ts';
import { amount, share } from '../query/read-number.ts';

interface CalibrateOptions {
  readonly out: string;
  readonly svg?: string;
  readonly apply: readonly string[];
  readonly calibration?: string;
  readonly model?: string;
  readonly revision?: string;
  readonly dtype?: string;
  readonly deviceClass?: readonly string[];
  readonly labelSource?: string;
  readonly promise: readonly DeferralPromise[];
  readonly hostedCost?: number;
  readonly hostedQuality?: number;
  readonly strict: boolean;
  readonly newestOnly: boolean;
  readonly json: boolean;
}

type GivenOptions = Omit<CalibrateOptions, 'apply'> & Partial<Pick<CalibrateOptions, 'apply'>>;

const DEFAULT_MODEL = 'phi-3-mini-4k';
const DEFAULT_DEVICE_CLASS = 'desktop-webgpu';
/** More bad lines than this, and what is left may not be what was recorded. */
const MOST_FAULTY = 0.05;

const HELP = `
A label says whether one answer of the device was right. One JSON object a line; the last field is enough beside one of the
others:

  {"logprob": -0.21, "device_correct": true}         mean ln p of the answer's tokens
  {"score": 0.87, "tokens": 12, "device_correct": 1}  what an uncalibrated answer calls its confidence
  {"signals": {…}, "device_correct": false}           what an audit event holds: fits most
  {"trace": [[ln p, margin, entropy, id], …], …}      token by token: fits the watch midway as well
  beside them: hosted_correct, weight, group (answers of one group stay in one half), tokens, cut, model, revision, dtype, device_class

A folder of \`phirst log download\` does as well: its audits are labels, each weighed by the share it was drawn with.

One half of the labels is fitted: from 500 labels on all signals are weighed, below 1,000 by Platt's curve, from there on by
any rising one (isotonic). The promises rest on the other half, which the fit has never seen:

  at most 5 % of all kept and wrong    conformal risk control, and a binomial bound so that it holds for these labels
  at most 5 % of all kept and worse    the same, of those that the hosted model got right; told where labels have hosted_correct,
  than hosted                          and where one doesn't say, the hosted answer counts as right
  at most 10 % of the kept ones wrong  Learn-then-Test
  at most 30 % handed up               so many of the least sure

A promise that the labels can't carry is refused, with how many would do. All of it is void once queries, model or device
change, "worse than hosted" also with another hosted model: the result is used only for the model, revision, dtype and device class it names.

Examples:
  $ phirst calibrate labels.jsonl
  $ phirst calibrate labels.jsonl --apply other-week.jsonl --svg risk.svg
  $ phirst calibrate events/ --device-class desktop-webgpu --revision 3f1c…   from the audit sample
  $ phirst calibrate --calibration calibration.json --apply other-week.jsonl  fits nothing

Exit codes: 0 done, 1 failed (also with labels too few to fit, with bad lines
under --strict, or with more than 5 % of them), 2 not understood.`;

export function calibrateCommand(terminal: Terminal): Command {
  const many = (value: string, before: readonly string[] = []) => [...before, ...value.split(',')];
  return new Command('calibrate')
    .summary('fit the device’s confidence on labels, and find the thresholds that keep promises')
    .description('Fits how sure the device may be on labelled answers, says how good that is, and finds the threshold for each promise.')
    .argument('[labels...]', 'files of labels, folders of the log, or - for the standard input')
    .option('--out <file>', 'where the calibration goes', 'calibration.json')
    .option('--svg <file>', 'risk against coverage as a picture')
    .option('--apply <file>', 'what it does on these labels, which it isn’t fitted on; may be given again', (value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
    .option('--calibration <file>', 'take this one instead of fitting; needs --apply')
    .option('--promise <name=share>', 'one more promise, as wrongKept=0.03, worseThanHosted=0.03, wrongAmongKept=0.1, shareHosted=0.25 or costPerThousandMicroUsd=1000000', addPromise, STANDARD_PROMISES)
    .option('--hosted-cost <micro-usd>', 'what a hosted answer costs, for a promise in money', amount)
    .option('--hosted-quality <share>', 'how often hosted answers are right, where labels don’t say', share)
    .option('--model <id>', `the device’s model (${DEFAULT_MODEL} where the labels don’t say)`)
    .option('--revision <sha256>', 'its weights, as an answer’s trace and device().loaded call them')
    .option('--dtype <name>', 'its precision')
    .option('--device-class <names>', 'where it ran, as desktop-webgpu; several with commas', many)
    .option('--label-source <name>', 'where the labels come from: judge, exam, audit …')
    .option('--newest-only', 'leave out labels whose signals an older Phirst recorded, which told less of an answer', false)
    .option('--strict', 'fail on any bad line', false)
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action((labels: readonly string[], { apply = [], ...others }: GivenOptions) => calibrate(labels, { ...others, apply }, terminal));
}

async function calibrate(labels: readonly string[], options: CalibrateOptions, terminal: Terminal): Promise<void> {
  if (labels.length === 0 && options.calibration === undefined) throw misuse('Name a file of labels, or a calibration with --calibration. phirst calibrate --help shows what a label is.');
  if (labels.length > 0 && options.calibration !== undefined) throw misuse('--calibration stands in for labels: give one of the two.');
  if (options.calibration !== undefined && options.apply.length === 0) throw misuse('--calibration fits nothing. Name the labels to apply it to with --apply.');
  const report = options.calibration === undefined ? await fit(labels, options, terminal) : await applyOnly(options.calibration, options, terminal);
  if (options.svg !== undefined) writeWholeFile(resolve(terminal.folder, options.svg), riskCoverageSvg(report.riskCoverage, 'Wrong answers among those that are kept'));
  if (options.json) printJson(terminal, report);
  else terminal.print(describeCalibration(report, terminal));
  for (const read of [report, ...(report.applied && report.before ? [report.applied] : [])]) failOfFaulty(read, options);
  if (report.before && report.file === null) throw failure('Label more answers.');
}

function failOfFaulty({ faulty, lines }: LabelCounts, { strict }: CalibrateOptions): void {
  if (faulty === 0 || (!strict && faulty <= MOST_FAULTY * lines)) return;
  throw failure(`${faulty} of ${lines} lines are no labels. ${strict ? 'Mend them, or leave --strict out.' : 'So many may mean that the file isn’t what it seems: mend them.'}`);
}

async function fit(names: readonly string[], options: CalibrateOptions, terminal: Terminal): Promise<CalibrateReport> {
  const { model, revision, dtype, deviceClass } = options;
  const reading = await readLabels(names, terminal, { newestOnly: options.newestOnly, only: { model, revision, dtype, deviceClasses: deviceClass } });
  const fitted = fitCalibration(reading.table);
  const calibration = await nameCalibration(fitted, reading, options);
  const isFitted = fitted.parts.short !== undefined || fitted.parts.long !== undefined;
  if (isFitted) writeWholeFile(resolve(terminal.folder, options.out), `${JSON.stringify(calibration)}\n`);
  else terminal.note('Nothing was written: half of the labels has to hold 50 of a length, 5 of them right and 5 wrong.\n');
  if (isFitted && options.deviceClass === undefined && reading.recordedFor.deviceClass === undefined) terminal.note(`Nobody said on which kind of device they were given (--device-class): ${DEFAULT_DEVICE_CLASS} is assumed.\n`);
  if (isFitted && calibration.revision === 'unknown') terminal.note('Nobody said which weights these answers come from (--revision): the SDK will not use it.\n');
  const { recordedFor } = reading;
  const only = { ...recordedFor, deviceClasses: deviceClass ?? (recordedFor.deviceClass === undefined ? undefined : [recordedFor.deviceClass]) };
  const applied = options.apply.length === 0 ? undefined : await readLabels(options.apply, terminal, { kind: reading.table.kind, features: weighedVersion(fitted.parts), only });
  const curve = isFitted ? fitted.curve : undefined;
  return {
    ...countsOf(reading),
    labels: { all: reading.table.count, ...countLengths(reading.table), half: reading.table.halves.filter((half) => half === 1).length, promises: fitted.curve.labels, older: reading.table.older },
    fitted: fittedWords(fitted.parts),
    before: fitted.before,
    after: fitted.after,
    tellOfHosted: hostedLabels(reading),
    riskCoverage: curve ? riskCoveragePoints(curve) : [],
    promises: judgePromises({ promises: promisesFor(options.promise, curve), curve, hostedCostMicroUsd: options.hostedCost, hostedQuality: options.hostedQuality, applied: applied && { table: applied.table, parts: fitted.parts } }),
    applied: applied ? { ...linesOf(applied), files: applied.files, quality: applyParts(fitted.parts, applied.table).quality } : null,
    file: isFitted ? options.out : null,
    id: isFitted ? calibration.id : null,
  };
}

/** A calibration that is there, on labels of another day. */
async function applyOnly(file: string, options: CalibrateOptions, terminal: Terminal): Promise<CalibrateReport> {
  const calibration = await readCalibration(file, terminal);
  const kind = { logistic: 'signals', score: 'score', mean_log_prob: 'mean_log_prob' } as const;
  // Each length has a scorer of its own; signals tell a score as well.
  const scorers = [calibration.short, calibration.long].flatMap((fitted) => (fitted ? [fitted.scorer.kind] : []));
  const scorer = calibration.watch || scorers.includes('logistic') ? 'logistic' : (scorers[0] ?? 'score');
  const { model, revision, dtype, deviceClasses } = calibration;
  const said = (name: string) => (name === 'unknown' ? undefined : name);
  const reading = await readLabels(options.apply, terminal, { kind: kind[scorer], features: weighedVersion(calibration), only: { model, revision: said(revision), dtype: said(dtype), deviceClasses } });
  const { quality, curve } = applyParts(calibration, reading.table);
  return {
    ...countsOf(reading),
    labels: { all: reading.table.count, ...countLengths(reading.table), half: null, promises: calibration.curve.labels, older: reading.table.older },
    fitted: fittedWords(calibration),
    before: null,
    after: null,
    tellOfHosted: hostedLabels(reading),
    riskCoverage: riskCoveragePoints(curve),
    promises: judgePromises({ promises: promisesFor(options.promise, calibration.curve), curve: calibration.curve, hostedCostMicroUsd: options.hostedCost, hostedQuality: options.hostedQuality, applied: { table: reading.table, parts: calibration } }),
    applied: { ...linesOf(reading), files: reading.files, quality },
    file: null,
    id: calibration.id,
  };
}

async function nameCalibration(fitted: ReturnType<typeof fitCalibration>, { table, recordedFor, isFromLog }: LabelReading, options: CalibrateOptions): Promise<Calibration> {
  const model = options.model ?? recordedFor.model ?? DEFAULT_MODEL;
  const backends = findDeviceModel(model)?.backends;
  const content: Omit<Calibration, 'id'> = {
    schemaVersion: 1,
    model,
    revision: options.revision ?? recordedFor.revision ?? 'unknown',
    dtype: options.dtype ?? recordedFor.dtype ?? backends?.webgpu?.dtype ?? backends?.wasm?.dtype ?? 'unknown',
    deviceClasses: options.deviceClass ?? [recordedFor.deviceClass ?? DEFAULT_DEVICE_CLASS],
    decoding: 'greedy',
    template: 'chat',
    labelSource: options.labelSource ?? (isFromLog ? 'audit' : 'file'),
    labels: table.count,
    ...fitted.parts,
    curve: fitted.curve,
  };
  return { ...content, id: await calibrationId(content, sha256) };
}

function hostedLabels({ table }: LabelReading): number {
  return table.hostedRight.filter((label) => label !== 2).length;
}

function countsOf(reading: LabelReading): LabelCounts & Pick<CalibrateReport, 'kind'> {
  return { ...linesOf(reading), kind: reading.table.kind };
}

function linesOf({ lines, faulty, faults, ofOthers, ofOlder }: LabelReading): LabelCounts {
  return { lines, faulty, faults, ofOthers, ofOlder };
}

function addPromise(text: string, before: readonly DeferralPromise[]): readonly DeferralPromise[] {
  const [name = '', value = ''] = text.split('=');
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const isShare = number > 0 && number < 1;
  if (name === 'costPerThousandMicroUsd' && number >= 0) return [...before, { costPerThousandMicroUsd: number }];
  if (name === 'wrongKept' && isShare) return [...before, { wrongKept: number }];
  if (name === 'worseThanHosted' && isShare) return [...before, { worseThanHosted: number }];
  if (name === 'wrongAmongKept' && isShare) return [...before, { wrongAmongKept: number }];
  if (name === 'shareHosted' && number >= 0 && number <= 1) return [...before, { shareHosted: number }];
  throw new InvalidArgumentError('Write it as wrongKept=0.05, worseThanHosted=0.05, wrongAmongKept=0.1, shareHosted=0.3 or costPerThousandMicroUsd=1000000.');
}
