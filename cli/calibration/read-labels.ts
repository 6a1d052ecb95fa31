// Files of labels, or segments of the router's log → a table, with what is wrong by file, line and field.
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { labelVersion, startLabelTable, type LabelKind, type LabelTable, type LabelTableBuilder } from '../../src/calibration/label-table.ts';
import { FEATURE_VERSION } from '../../src/confidence/answer-features.ts';
import { failure } from '../output/command-failure.ts';
import { linesOf } from '../output/lines-of.ts';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { looksLikeLog, readAuditLine } from './audit-line.ts';
import { isFault, readLabelLine, type LabelLine } from './label-line.ts';
import type { LineFault } from './line-fault.ts';

export interface LabelFault extends LineFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** For what labels were recorded: the first line that says so stands for all. */
export interface RecordedFor {
  readonly model?: string | undefined;
  readonly revision?: string | undefined;
  readonly dtype?: string | undefined;
  readonly deviceClass?: string | undefined;
}

export interface LabelReading {
  readonly table: LabelTable;
  readonly files: readonly string[];
  readonly lines: number;
  readonly faulty: number;
  /** The first ones. */
  readonly faults: readonly LabelFault[];
  /** Labels of another model, dtype or kind of device than the first. */
  readonly ofOthers: number;
  /** Labels that an older Phirst recorded, where they are left out. */
  readonly ofOlder: number;
  readonly recordedFor: RecordedFor;
  readonly isFromLog: boolean;
}

const MOST_FAULTS_KEPT = 20;
const SEGMENT = /\.(ndjson|jsonl)(\.gz)?$/;

export interface ReadLabelsOptions {
  /** The first line decides where it isn't given. */
  readonly kind?: LabelKind | undefined;
  /** The version of the features that will be read of them; signals recorded without them are named as faults. */
  readonly features?: number | undefined;
  /** Leaves out labels whose signals an older Phirst recorded, so that the others are weighed by all they tell. */
  readonly newestOnly?: boolean | undefined;
  /** Labels of anything else are left out; of a kind of device that isn't named, those of any but the first line's. */
  readonly only?: (Omit<RecordedFor, 'deviceClass'> & { readonly deviceClasses?: readonly string[] | undefined }) | undefined;
}

/** @throws CommandFailure where there is no file, or no label in it */
export async function readLabels(names: readonly string[], terminal: Terminal, { kind, features = 0, newestOnly = false, only = {} }: ReadLabelsOptions = {}): Promise<LabelReading> {
  const files = names.flatMap((name) => (name === '-' ? [name] : filesOf(name, terminal)));
  const faults: LabelFault[] = [];
  const seen = new Set<string>();
  let builder: LabelTableBuilder | undefined = kind && startLabelTable(kind);
  let chosen = kind;
  const { deviceClasses, ...named } = only;
  let recordedFor: RecordedFor = named;
  let [lines, faulty, ofOthers, ofOlder] = [0, 0, 0, 0];
  let isFromLog = false;

  const take = (file: string, line: number, text: string) => {
    if (text.trim() === '') return;
    lines++;
    // Windows marks the beginning of a text.
    const read = readLine(line === 1 ? text.replace(/^\uFEFF/, '') : text, `${file}:${line}`);
    if (read === undefined) return;
    if (isFault(read)) {
      faulty++;
      if (faults.length < MOST_FAULTS_KEPT) faults.push({ file, line, ...read });
      return;
    }
    if (isOfAnother(read, recordedFor, deviceClasses)) {
      ofOthers++;
      return;
    }
    if (newestOnly && read.kinds[0] === 'signals' && labelVersion(read.answer) < FEATURE_VERSION) {
      ofOlder++;
      return;
    }
    recordedFor = { model: recordedFor.model ?? read.model, revision: recordedFor.revision ?? read.revision, dtype: recordedFor.dtype ?? read.dtype, deviceClass: recordedFor.deviceClass ?? read.deviceClass };
    chosen ??= read.kinds[0];
    builder ??= startLabelTable(chosen as LabelKind);
    if (!read.kinds.includes(chosen as LabelKind)) {
      faulty++;
      if (faults.length < MOST_FAULTS_KEPT) faults.push({ file, line, field: FIELD_OF[chosen as LabelKind], ...MISSING[kind === undefined ? 'beforeIt' : 'calibration'] });
      return;
    }
    if (chosen === 'signals' && labelVersion(read.answer) < features) {
      faulty++;
      if (faults.length < MOST_FAULTS_KEPT) faults.push({ file, line, ...RECORDED_EARLIER });
      return;
    }
    builder.add(read.answer);
  };

  function readLine(text: string, group: string): LabelLine | LineFault | undefined {
    if (!looksLikeLog(text)) return readLabelLine(text, group);
    isFromLog = true;
    const audit = readAuditLine(text);
    if (audit === undefined || isFault(audit)) return audit;
    if (seen.has(audit.eventId)) return undefined;
    seen.add(audit.eventId);
    return audit;
  }

  const size = files.reduce((sum, file) => sum + (file === '-' ? 0 : statSync(resolve(terminal.folder, file)).size), 0);
  const progress = startProgress(terminal, 'Reading labels, bytes', size);
  for (const file of files) {
    let line = 0;
    if (file === '-') {
      // oxlint-disable-next-line no-await-in-loop -- there is one standard input
      for (const text of (await terminal.readInput()).split('\n')) take('-', ++line, text);
      continue;
    }
    try {
      // oxlint-disable-next-line no-await-in-loop -- one file at a time is in memory
      for await (const text of linesOf(resolve(terminal.folder, file), (bytes) => progress.advance(bytes))) take(file, ++line, text);
    } catch (error) {
      faulty++;
      faults.push({ file, line, field: '(file)', problem: `can’t be read to its end: ${(error as Error).message}`, remedy: 'fetch it again' });
    }
  }
  progress.end();
  if (!builder || builder.count === 0) throw noLabels(names, { faults, isFromLog, ofOthers, ofOlder });
  return { table: builder.build(), files, lines, faulty, faults, ofOthers, ofOlder, recordedFor, isFromLog };
}

const FIELD_OF: Readonly<Record<LabelKind, string>> = { signals: 'signals', score: 'score', mean_log_prob: 'logprob' };

const MISSING = {
  beforeIt: { problem: 'is missing, and the lines before have it', remedy: 'give every line of a file the same fields, or fit two files' },
  calibration: { problem: 'is missing, and the calibration is made of it', remedy: 'give what it was fitted on, or fit another one on labels like these' },
} as const;

const RECORDED_EARLIER: LineFault = {
  field: 'signals',
  problem: 'were recorded by an older Phirst, and the calibration is made of more',
  remedy: 'give `trace`, or fit another one on labels like these',
};

function isOfAnother(line: LabelLine, wanted: RecordedFor, deviceClasses: readonly string[] | undefined): boolean {
  if (deviceClasses && line.deviceClass !== undefined && !deviceClasses.includes(line.deviceClass)) return true;
  const fields = deviceClasses ? (['model', 'revision', 'dtype'] as const) : (['model', 'revision', 'dtype', 'deviceClass'] as const);
  return fields.some((field) => line[field] !== undefined && wanted[field] !== undefined && line[field] !== wanted[field]);
}

function filesOf(name: string, terminal: Terminal): readonly string[] {
  const path = resolve(terminal.folder, name);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw failure(`There is no ${name}. Name a file of labels, one JSON object a line; a folder of \`phirst log download\`; or - for the standard input.`);
  }
  if (!isFolder) return [name];
  const found = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => SEGMENT.test(file)).toSorted();
  if (found.length === 0) throw failure(`${name} holds no file that ends in .ndjson or .jsonl, packed or not.`);
  return found.map((file) => join(name, relative(path, join(path, file))));
}

function noLabels(names: readonly string[], { faults, isFromLog, ofOthers, ofOlder }: Pick<LabelReading, 'faults' | 'isFromLog' | 'ofOthers' | 'ofOlder'>) {
  const [first] = faults;
  if (first) return failure(`${names.join(', ')} holds no label. The first line that is none: ${first.file}:${first.line} ${first.field} ${first.problem}; ${first.remedy}.`);
  if (ofOlder > 0) return failure(`All ${ofOlder} labels of ${names.join(', ')} were recorded by an older Phirst. Leave --newest-only out to fit what they tell.`);
  if (ofOthers > 0) return failure(`All ${ofOthers} labels of ${names.join(', ')} are of another model, revision, dtype or kind of device. Name theirs (--model, --revision, --dtype, --device-class), or other labels.`);
  return failure(isFromLog ? `${names.join(', ')} holds no audit: let apps take part in the audit sample (auditSample, and audit in the policy).` : `${names.join(', ')} is empty.`);
}
