import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Calibration } from '../../src/calibration/calibration.ts';
import type { CalibrateReport } from '../calibration/calibrate-report.ts';
import { recordedTerminal } from '../output/recorded-terminal.ts';
import { runCli } from '../run-cli.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phirst-calibrate-'));
  const place = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  place('labels.jsonl', logProbLines(2400, 1));
  place('other.jsonl.gz', gzipSync(logProbLines(2000, 2)));
  place('few.jsonl', logProbLines(40, 3));
  place('bad.jsonl', `${logProbLines(300, 4)}{"logprob":0.3,"device_correct":true}\nnot json\n{"logprob":-0.3}\n{"logprob":-1,"device_correct":"yes"}\n`);
  place('worse.jsonl', `${logProbLines(30, 4)}${'{"logprob":0.3,"device_correct":true}\n'.repeat(10)}`);
  place('traces.jsonl', traceLines(600, 5));
  place('log.ndjson', auditLines(900, 6));
  place('empty.jsonl', '');
  place('bom.jsonl', `\uFEFF${logProbLines(300, 4)}`.replaceAll('\n', '\r\n'));
  place('array.json', `[${logProbLines(3, 4).trim().split('\n').join(',')}]`);
  place('odd.jsonl', `${logProbLines(300, 4)}${ODD_LINES.map(([line]) => `${line}\n`).join('')}`);
  place('classes.jsonl', keyedLines(1200, { model: 'phi-3-nano', dtype: 'q4' }, ['mobile-wasm', 'desktop-webgpu', 'desktop-wasm']));
  place('elsewhere.jsonl', `${keyedLines(300, { model: 'phi-3-nano', dtype: 'q4' }, ['desktop-webgpu'])}${keyedLines(200, { model: 'phi-3-nano', dtype: 'q4f16' }, ['desktop-webgpu'])}${'oops\n'.repeat(40)}`);
  place('mixed.jsonl', signalLines(1600, 7));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Too sure of themselves: right with the probability p², though they say p. */
function logProbLines(count: number, seed: number): string {
  const random = createSeededRandom(seed);
  return lines(count, () => {
    const p = 0.05 + 0.95 * (random.integer(0, 1000) / 1000);
    return { logprob: Math.log(p), device_correct: random.chance(p * p), hosted_correct: random.chance(0.6) };
  });
}

/** A line, its field, and what is said of it. */
const ODD_LINES = [
  ['{"logprob":-1,"device_correct":true,"weight":1e999}', 'weight', 'write a number from 0.000001 to 1000000'],
  ['{"logprob":-1,"device_correct":true,"weight":1e300}', 'weight', 'write a number from 0.000001 to 1000000'],
  ['{"logprob":-1,"device_correct":true,"group":{"user":1}}', 'group', 'write a name or a number'],
  ['{"logprob":-1,"device_correct":true,"cut":"yes"}', 'cut', 'write true or false'],
  ['{"logprob":-1,"device_correct":true,"tokens":2.5}', 'tokens', 'write a whole number from 0'],
  ['{"trace":[[0.5,0.9,0.1,3]],"device_correct":true}', 'trace', 'write [ln p, p₁ − p₂, entropy, token id]'],
  ['{"trace":[[-0.5,0.9,1e300,3]],"device_correct":true}', 'trace', 'write [ln p, p₁ − p₂, entropy, token id]'],
] as const;

function keyedLines(count: number, key: object, deviceClasses: readonly string[]): string {
  return logProbLines(count, 8).trim().split('\n').map((line, index) => `${JSON.stringify({ ...(JSON.parse(line) as object), ...key, device_class: deviceClasses[index % deviceClasses.length] })}\n`).join('');
}

/** Six of seven short; how long an answer is says nothing of whether it is right. Its group is a number, as ids are. */
function signalLines(count: number, seed: number): string {
  const random = createSeededRandom(seed);
  return lines(count, (index) => {
    const tokens = random.chance(1 / 7) ? 60 : 10;
    const p = random.integer(300, 1000) / 1000;
    const mean = Math.log(p) / 10;
    const signals = { tokens, sumLogProb: mean * tokens, minLogProb: 3 * mean, secondLogProb: 2.5 * mean, thirdLogProb: 2 * mean, firstLogProb: mean, unsureTokens: 0, lowestWindowLogProb: mean * Math.min(32, tokens), meanLogProb: mean, logProbQ10: 2 * mean, logProbQ25: 1.5 * mean, logProbQ50: mean / 2, tailLogProb: mean, meanMargin: p, minMargin: p / 2, meanEntropy: -mean, maxEntropy: -3 * mean, repeatedShare: 0 };
    return { signals, trace: null, device_correct: random.chance(p * p), group: index % 400 };
  });
}

/** What the second version of the signals added. */
const ADDED = ['secondLogProb', 'thirdLogProb', 'firstLogProb', 'unsureTokens', 'minMargin'];

/** As an older Phirst recorded them, where `isOlder`. */
function olderLines(text: string, isOlder: (index: number) => boolean = () => true): string {
  return text.trim().split('\n').map((line, index) => `${isOlder(index) ? JSON.stringify(JSON.parse(line), (key, value: unknown) => (ADDED.includes(key) ? undefined : value)) : line}\n`).join('');
}

/** The same answers as audits of the router's log. */
function signalAudits(text: string): string {
  return text.trim().split('\n').map((line, index) => {
    const { signals, device_correct: agreed } = JSON.parse(line) as { signals: { tokens: number }; device_correct: boolean };
    const event = { type: 'audit', id: `audit-${index}`, decisionId: `answer-${index}`, observer: 'client', atMs: 1, share: 1, agreed, score: 0.5, signals, tokens: signals.tokens, deviceModel: 'phi-3-nano', dtype: 'q4', deviceClass: 'desktop-webgpu' };
    return `${JSON.stringify({ event, standing: 'session', unit: 'u', receivedAt: 1 })}\n`;
  }).join('');
}

/** Ten or sixty tokens; a wrong answer stumbles at one of them. */
function traceLines(count: number, seed: number): string {
  const random = createSeededRandom(seed);
  return lines(count, () => {
    const length = random.chance(0.5) ? 10 : 40;
    const isRight = random.chance(0.75);
    const stumble = isRight && random.chance(0.9) ? -1 : random.integer(2, length);
    const trace = Array.from({ length }, (_, index) => (index === stumble ? [-1.5, 0.1, 1.6, random.integer(0, 900)] : [-random.integer(1, 60) / 1000, 0.95, 0.1, random.integer(0, 900)]));
    return { trace, device_correct: isRight };
  });
}

/** As the router's log tells of the audit sample: kept answers are drawn, hand-ups all told. */
function auditLines(count: number, seed: number): string {
  const random = createSeededRandom(seed);
  return lines(count, (index) => {
    const score = random.integer(0, 1000) / 1000;
    const isKept = score > 0.5;
    const event = { type: 'audit', id: `audit-${index}`, decisionId: `answer-${index}`, observer: 'client', atMs: 1, share: isKept ? 0.5 : 1, agreed: random.chance(score), score, signals: null, tokens: 5, deviceModel: 'phi-3-nano', dtype: index % 10 === 0 ? 'q4f16' : 'q4', deviceClass: 'desktop-webgpu' };
    return { event, standing: index % 50 === 0 ? 'unverified' : 'session', unit: 'u', receivedAt: 1 };
  });
}

function lines(count: number, line: (index: number) => unknown): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(line(index))}\n`).join('');
}

async function calibrate(...words: string[]) {
  const terminal = recordedTerminal({ folder });
  return { exitCode: await runCli(['calibrate', ...words], terminal), printed: terminal.printed(), noted: terminal.noted() };
}

it('makes of a log-probability and a label a line a calibration, says how good it is, and what may be promised', async () => {
  const { exitCode, printed, noted } = await calibrate('labels.jsonl', '--out', 'made.json', '--svg', 'risk.svg', '--apply', 'other.jsonl.gz', '--promise', 'wrongKept=0.00001');
  expect([exitCode, noted]).toEqual([0, expect.stringContaining('(--revision): the SDK will not use it')]);
  expect(printed).toMatch(/^2400 labelled answers, each with a log-probability\n/);
  expect(printed).toContain('short  the mean log-probability, isotonic');
  expect(printed).toMatch(/at most 5 % of all kept and wrong +0\.\d{4} +\d/);
  expect(printed).toContain('wrong among the kept ones');
  const made = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8')) as Calibration;
  expect(made).toMatchObject({ schemaVersion: 1, model: 'phi-3-mini-4k', dtype: 'q4f16', labelSource: 'file', labels: 2400 });
  expect(readFileSync(join(folder, 'risk.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<path class="line" d="M/);
});

it('on labels it has never seen it is calibrated, and its promises hold', async () => {
  const { printed } = await calibrate('labels.jsonl', '--out', 'made.json', '--apply', 'other.jsonl.gz', '--json');
  const report = JSON.parse(printed) as CalibrateReport;
  expect(report.before?.calibrationError).toBeGreaterThan(0.1);
  expect(report.after?.calibrationError).toBeLessThan(0.04);
  expect(report.applied?.quality.calibrationError).toBeLessThan(0.05);
  const promised = report.promises.find(({ promise }) => 'wrongKept' in promise && promise.wrongKept === 0.05);
  expect(promised).toMatchObject({ margin: expect.any(Number), applied: { accuracy: expect.any(Number) } });
  expect(promised?.applied?.wrongKept).toBeLessThan(0.06);
  expect(promised?.applied?.kept).toBeGreaterThan(0.15);
  // The labels tell of hosted answers, so what they allow is told without being asked for: no less than the stricter loss does.
  const compared = report.promises.filter(({ promise }) => 'worseThanHosted' in promise);
  expect(compared).toMatchObject([{ promise: { worseThanHosted: 0.05 }, margin: expect.any(Number) }]);
  expect(compared[0]?.keepAbove).toBeLessThan(promised?.keepAbove as number);
  expect(compared[0]?.applied?.worseThanHosted).toBeLessThan(0.06);
  expect(compared[0]?.applied?.wrongKept).toBeGreaterThan(promised?.applied?.wrongKept as number);
});

it('says how far answers may be worse than hosted ones, by name or by itself where labels tell', async () => {
  const asked = await calibrate('labels.jsonl', '--out', 'made.json', '--promise', 'worseThanHosted=0.1');
  expect(asked.printed).toMatch(/at most 10 % of all kept and worse than hosted +0\.\d{4} .*% worse/);
  expect(asked.printed).toContain('at most 5 % of all kept and worse than hosted');
  expect(asked.printed).not.toContain('hosted_correct');
  // Audits tell of no hosted answer's worth: nothing is called worse that was only found wrong.
  const audited = ['log.ndjson', '--out', 'audited.json', '--dtype', 'q4', '--revision', 'abc'];
  expect((await calibrate(...audited)).printed).not.toContain('worse than hosted');
  const unknown = await calibrate(...audited, '--promise', 'worseThanHosted=0.2', '--json');
  expect(JSON.parse(unknown.printed) as CalibrateReport).toMatchObject({ tellOfHosted: 0, promises: expect.arrayContaining([expect.objectContaining({ promise: { worseThanHosted: 0.2 }, onLabels: expect.objectContaining({ worseThanHosted: null }) })]) });
  expect((await calibrate(...audited, '--promise', 'worseThanHosted=0.2')).printed).toMatch(/kept and worse than hosted .*% wrong [\s\S]*No label says whether the hosted answer was right/);
});

it('traces fit the watch as well, and a calibration can be applied without fitting', async () => {
  const fitted = await calibrate('traces.jsonl', '--out', 'traced.json', '--json');
  const report = JSON.parse(fitted.printed) as CalibrateReport;
  expect(report.fitted.watch).toMatchObject({ patience: expect.any(Number), shift: expect.any(Number) });
  expect(report.labels).toMatchObject({ all: 600, short: expect.any(Number), long: expect.any(Number) });
  expect(report.after?.auroc).toBeGreaterThan(0.9);
  const applied = await calibrate('--calibration', 'traced.json', '--apply', 'traces.jsonl');
  expect(applied.exitCode).toBe(0);
  expect(applied.printed).not.toContain('Wrote');
});

it('explain and check tell what a promise comes to, or why it can’t be carried', async () => {
  const policy = (promise: object) => ({ ...loadDefaultPolicy(), accept: { ...loadDefaultPolicy().accept, promise } });
  writeFileSync(join(folder, 'carried.json'), JSON.stringify(policy({ wrongKept: 0.05 })));
  writeFileSync(join(folder, 'bold.json'), JSON.stringify(policy({ wrongKept: 0.0001 })));
  const say = async (...words: string[]) => {
    const terminal = recordedTerminal({ folder });
    return { exitCode: await runCli(['policy', ...words], terminal), printed: terminal.printed() };
  };
  expect((await say('explain', 'What is 2 + 2?', '--policy', 'carried.json', '--calibration', 'made.json')).printed).toMatch(/at end {2}at most 5 % of all kept and wrong: kept above a confidence of 0\.\d{4}/);
  expect((await say('explain', 'What is 2 + 2?', '--policy', 'carried.json')).printed).toContain('the calibration of the device that answers decides');
  expect((await say('check', 'carried.json', '--calibration', 'made.json')).exitCode).toBe(0);
  writeFileSync(join(folder, 'worse.json'), JSON.stringify(policy({ worseThanHosted: 0.05 })));
  expect((await say('check', 'worse.json', '--calibration', 'made.json')).printed).not.toContain('hosted_correct');
  expect((await say('check', 'worse.json', '--calibration', 'traced.json')).printed).toContain('Fit labels with hosted_correct, or promise wrongKept.');
  const bold = await say('check', 'bold.json', '--calibration', 'made.json');
  expect(bold.exitCode).toBe(1);
  expect(bold.printed).toMatch(/error accept\.promise\n.*the labels can’t carry it; it takes about 29956/);
});

it('reads the audits of a log, each by the share it was drawn with, verified ones of one model alone', async () => {
  const { exitCode, printed } = await calibrate('log.ndjson', '--out', 'audited.json', '--dtype', 'q4', '--revision', 'abc', '--json');
  const report = JSON.parse(printed) as CalibrateReport;
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({ kind: 'score', ofOthers: 72 });
  expect(JSON.parse(readFileSync(join(folder, 'audited.json'), 'utf8'))).toMatchObject({ model: 'phi-3-nano', dtype: 'q4', deviceClasses: ['desktop-webgpu'], labelSource: 'audit', revision: 'abc' });
  // Unequal weights are worth fewer labels.
  expect(report.labels.promises).toBeLessThan(report.labels.all / 2);
});

it('names a bad line by file, line, field and remedy, and goes on; many of them, or --strict, fail', async () => {
  const some = await calibrate('bad.jsonl', '--out', 'some.json');
  expect(some.exitCode).toBe(0);
  expect(some.printed).toContain('4 lines passed over:');
  expect(some.printed).toContain('bad.jsonl:301 logprob is 0.3: write a natural logarithm of a probability: a number of 0 or below.');
  expect(some.printed).toContain('bad.jsonl:302 (line) is no JSON: write one JSON object a line');
  expect(some.printed).toContain('bad.jsonl:303 device_correct is missing: say whether');
  expect(some.printed).toContain('bad.jsonl:304 device_correct is "yes": write true, false');
  expect((await calibrate('bad.jsonl', '--out', 'some.json', '--strict')).exitCode).toBe(1);
  const odd = await calibrate('odd.jsonl', '--out', 'some.json');
  ODD_LINES.forEach(([, field, remedy], index) => expect(odd.printed).toMatch(new RegExp(`odd\\.jsonl:${301 + index} ${field} .*: ${remedy.replaceAll(/[[\]₁₂]/g, '.')}`)));
  expect((await calibrate('worse.jsonl', '--out', 'some.json')).noted).toContain('10 of 40 lines are no labels.');
});

it('fits nothing on too few labels, and refuses what it can’t read in words', async () => {
  const few = await calibrate('few.jsonl', '--out', 'few.json');
  expect([few.exitCode, few.noted]).toEqual([1, expect.stringContaining('Nothing was written')]);
  expect(few.noted).not.toContain('--revision');
  // Nothing is fitted, so nothing can be promised, however many labels there are.
  writeFileSync(join(folder, 'right.jsonl'), logProbLines(500, 3).replaceAll('"device_correct":false', '"device_correct":true'));
  const right = await calibrate('right.jsonl', '--out', 'few.json');
  expect([right.exitCode, right.printed]).toEqual([1, expect.not.stringMatching(/at most .* 0\.0000/)]);
  expect(right.printed.match(/at most 5 % of all kept and wrong .*refused/)).not.toBeNull();
  expect(right.printed.match(/no labels were fitted/g)).toEqual(['no labels were fitted']);
  expect((await calibrate('array.json')).noted).toContain('array.json:1 (line) is a list; write one JSON object a line, without brackets around them and commas between them.');
  expect(few.printed).toContain('uncalibrated: fewer than 50 labels in a half');
  expect((await calibrate('nowhere.jsonl')).noted).toContain('There is no nowhere.jsonl. Name a file of labels');
  expect((await calibrate('empty.jsonl')).noted).toContain('empty.jsonl is empty.');
  expect((await calibrate()).exitCode).toBe(2);
  writeFileSync(join(folder, 'edited.json'), readFileSync(join(folder, 'made.json'), 'utf8').replace('"labels":2400', '"labels":2401'));
  expect((await calibrate('--calibration', 'edited.json', '--apply', 'labels.jsonl')).noted).toContain('was changed by hand');
});

it('reads what Windows writes: a mark at the beginning, two characters at each end of a line', async () => {
  const { exitCode, printed } = await calibrate('bom.jsonl', '--out', 'some.json', '--strict');
  expect([exitCode, printed]).toEqual([0, expect.stringMatching(/^300 labelled answers/)]);
});

it('a refusal counts the half that is fitted on as well, and tiny promises keep their digits', async () => {
  const { printed } = await calibrate('labels.jsonl', '--out', 'made.json', '--promise', 'wrongKept=0.00001');
  expect(printed).toContain('at most 0.001 % of all kept and wrong: the labels can’t carry it; it takes about 299572 beside those that are fitted on, twice as many in all');
});

it('labels of another kind of device than --device-class names are left out, be they the first', async () => {
  const one = await calibrate('classes.jsonl', '--out', 'one.json', '--device-class', 'desktop-webgpu', '--json');
  expect(JSON.parse(one.printed)).toMatchObject({ labels: { all: 400 }, ofOthers: 800 });
  const two = await calibrate('classes.jsonl', '--out', 'two.json', '--device-class', 'desktop-webgpu,desktop-wasm', '--json');
  expect(JSON.parse(two.printed)).toMatchObject({ labels: { all: 800 }, ofOthers: 400 });
  expect(JSON.parse(readFileSync(join(folder, 'two.json'), 'utf8'))).toMatchObject({ deviceClasses: ['desktop-webgpu', 'desktop-wasm'] });
  const unsaid = await calibrate('labels.jsonl', '--out', 'made.json');
  expect(unsaid.noted).toContain('Nobody said on which kind of device they were given (--device-class): desktop-webgpu is assumed.');
});

it('--apply takes labels of the same model, dtype and device alone, and tells of its bad lines', async () => {
  const { exitCode, printed, noted } = await calibrate('classes.jsonl', '--out', 'one.json', '--device-class', 'desktop-webgpu', '--apply', 'elsewhere.jsonl');
  expect(printed).toMatch(/on elsewhere\.jsonl +300 /);
  expect(printed).toContain('elsewhere.jsonl:501 (line) is no JSON');
  expect(printed).toContain('of --apply: 200 of another model, dtype or kind of device left out');
  expect([exitCode, noted]).toEqual([1, expect.stringContaining('40 of 540 lines are no labels')]);
  const again = await calibrate('--calibration', 'one.json', '--apply', 'elsewhere.jsonl', '--json');
  expect(JSON.parse(again.printed)).toMatchObject({ labels: { all: 300 }, ofOthers: 200 });
  expect((await calibrate('--calibration', 'one.json', '--apply', 'log.ndjson')).noted).toContain('logprob is missing, and the calibration is made of it');
});

it('says how long the labelled answers are, and where no line tells it', async () => {
  const labelled = (line: (index: number) => object) => Array.from({ length: 300 }, (_, index) => `${JSON.stringify({ logprob: -0.01 * (index % 100), device_correct: index % 3 !== 0, ...line(index) })}\n`).join('');
  writeFileSync(join(folder, 'untold.jsonl'), labelled(() => ({})));
  writeFileSync(join(folder, 'some-told.jsonl'), labelled((index) => (index < 200 ? { tokens: index < 120 ? 5 : 60 } : {})));
  const said = async (...words: string[]) => (await calibrate(...words)).printed;
  expect(await said('untold.jsonl')).toContain('300 lines; none tells its answer’s length ("tokens"): one fit stands for short and long ones.');
  expect(await said('some-told.jsonl')).toContain('300 lines; 120 short answers, 80 of more than 32 tokens, 100 of a length that isn’t told, taken for short ones.');
  expect(await said('--calibration', 'calibration.json', '--apply', 'some-told.jsonl')).toContain('120 short answers, 80 of more than 32 tokens');
});

it('a calibration with weighed signals for short answers alone is applied as it was fitted', async () => {
  const fitted = await calibrate('mixed.jsonl', '--out', 'mixed.json', '--apply', 'mixed.jsonl', '--json');
  expect((JSON.parse(fitted.printed) as CalibrateReport).fitted).toMatchObject({ short: expect.stringContaining('all signals, weighed'), long: expect.stringContaining('the score that needs no label') });
  const applied = await calibrate('--calibration', 'mixed.json', '--apply', 'mixed.jsonl', '--json');
  expect((JSON.parse(applied.printed) as CalibrateReport).applied?.quality).toEqual((JSON.parse(fitted.printed) as CalibrateReport).applied?.quality);
});

it('answers of one group stay in one half, though the group be a number', async () => {
  const at = (group: number | string) => `${JSON.stringify({ logprob: -0.5, device_correct: true, group })}\n`;
  const report = async (name: string, group: number | string) => {
    writeFileSync(join(folder, name), at(group).repeat(40));
    return (JSON.parse((await calibrate(name, '--json')).printed) as CalibrateReport).labels.promises;
  };
  for (const group of [1, 2, 3, 4]) {
    const promises = await report('grouped.jsonl', group);
    expect([0, 40]).toContain(promises);
    expect(await report('grouped.jsonl', String(group))).toBe(promises);
  }
});

it('a log of old and new audits is fitted on what all of them tell, whichever comes first, and loses none of them', async () => {
  const audits = signalAudits(signalLines(3200, 7));
  writeFileSync(join(folder, 'old.ndjson'), olderLines(audits));
  writeFileSync(join(folder, 'old-first.ndjson'), olderLines(audits, (index) => index % 20 === 0));
  writeFileSync(join(folder, 'new-first.ndjson'), olderLines(audits, (index) => index % 20 === 1));
  const some = '160 of them were recorded by an older Phirst, which told less of an answer: what they lack is weighed in none.';
  for (const [name, said] of [['old', 'An older Phirst recorded them'], ['old-first', some], ['new-first', some]] as const) {
    const fitted = await calibrate(`${name}.ndjson`, '--out', `${name}.json`, '--strict');
    expect([fitted.exitCode, fitted.printed]).toEqual([0, expect.stringMatching(new RegExp(`^3200 labelled answers, each with signals\\n.*\\n {2}${said}`))]);
    expect(fitted.printed).toContain('short  the signals of version 1, weighed, isotonic');
    const made = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Calibration;
    expect(made.short?.scorer).toMatchObject({ kind: 'logistic', features: 1, weights: { length: 14 } });
    expect(made.short).toEqual((JSON.parse(readFileSync(join(folder, 'old.json'), 'utf8')) as Calibration).short);
  }
});

it('--newest-only weighs all signals of what this version recorded, and says how many it left out', async () => {
  const text = signalLines(3200, 7);
  writeFileSync(join(folder, 'mixed.jsonl'), olderLines(text, (index) => index % 20 === 0));
  const fitted = await calibrate('mixed.jsonl', '--out', 'newest.json', '--newest-only');
  expect([fitted.exitCode, fitted.printed]).toEqual([0, expect.stringMatching(/^3040 labelled answers[^]*\n {2}160 recorded by an older Phirst left out\./)]);
  expect((JSON.parse(readFileSync(join(folder, 'newest.json'), 'utf8')) as Calibration).short?.scorer).toMatchObject({ features: 2 });
});

it('a calibration of the first version is applied to old and new labels alike; one of the second names old labels, and asks for no number', async () => {
  const text = signalLines(3200, 7);
  writeFileSync(join(folder, 'old-labels.jsonl'), olderLines(text));
  writeFileSync(join(folder, 'new-labels.jsonl'), text);
  await calibrate('old-labels.jsonl', '--out', 'version-1.json');
  const quality = async (calibration: string, labels: string) => (JSON.parse((await calibrate('--calibration', calibration, '--apply', labels, '--json')).printed) as CalibrateReport).applied?.quality;
  expect(await quality('version-1.json', 'old-labels.jsonl')).toMatchObject({ labels: 3200 });
  expect(await quality('version-1.json', 'new-labels.jsonl')).toEqual(await quality('version-1.json', 'old-labels.jsonl'));
  const fitted = await calibrate('new-labels.jsonl', '--out', 'version-2.json', '--apply', 'old-labels.jsonl');
  expect(fitted.noted).toContain('signals were recorded by an older Phirst');
  const refused = await calibrate('--calibration', 'version-2.json', '--apply', 'old-labels.jsonl');
  expect([refused.exitCode, refused.noted]).toEqual([1, expect.stringContaining('old-labels.jsonl:1 signals were recorded by an older Phirst, and the calibration is made of more; give `trace`, or fit another one on labels like these.')]);
});

it('signals that are broken are named by their field, in a log as well, and nobody is asked to make one up', async () => {
  const [line = ''] = signalLines(1, 7).split('\n');
  const { signals, ...others } = JSON.parse(line) as { signals: object };
  const broken = (change: object) => `${JSON.stringify({ ...others, signals: { ...signals, ...change } })}\n`;
  const text = `${signalLines(300, 7)}${broken({ minLogProb: undefined })}${broken({ secondLogProb: 0.5 })}${broken({ unsureTokens: 1.5 })}`;
  writeFileSync(join(folder, 'broken.jsonl'), text);
  const { printed } = await calibrate('broken.jsonl', '--out', 'some.json');
  expect(printed).toContain('broken.jsonl:301 signals.minLogProb is missing: copy the object whole, as an audit event holds it; or give `trace`, or `score` instead.');
  expect(printed).toContain('broken.jsonl:302 signals.secondLogProb is 0.5: write a number of 0 or below.');
  expect(printed).toContain('broken.jsonl:303 signals.unsureTokens is 1.5: write a whole number from 0.');
  writeFileSync(join(folder, 'broken.ndjson'), signalAudits(text));
  expect((await calibrate('broken.ndjson', '--out', 'some.json')).printed).toContain('broken.ndjson:301 event.signals.minLogProb is missing');
});
