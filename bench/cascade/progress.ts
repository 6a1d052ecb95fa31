// How far a long run is, and how long it will still take.

/** A device answers slowly, a hosted stand-in at once. */
export type PassKind = 'device' | 'hosted';

export interface Progress {
  /** @param seconds of one page */
  answered(kind: PassKind, questions: number, seconds: number): void;
  /** Known from a record: nothing to wait for. */
  skipped(kind: PassKind, questions: number): void;
  /** Part of the whole that a record held. */
  skippedShare(): number;
  /** `41 % · about 7 min left`; without an estimate until something was asked. */
  text(): string;
}

/** A hosted answer takes this part of a device's, until one was seen. */
const HOSTED_PART = 0.25;

/** @param planned questions of the whole run by kind */
export function createProgress(planned: Readonly<Record<PassKind, number>>, pages: number): Progress {
  const left = { ...planned };
  let held = 0;
  const asked = { device: 0, hosted: 0 };
  const spent = { device: 0, hosted: 0 };
  const total = planned.device + planned.hosted;
  const secondsEach = (kind: PassKind) => (asked[kind] > 0 ? spent[kind] / asked[kind] : undefined);
  return {
    answered(kind, questions, seconds) {
      left[kind] -= questions;
      asked[kind] += questions;
      spent[kind] += seconds;
    },
    skipped(kind, questions) {
      left[kind] -= questions;
      held += questions;
    },
    skippedShare: () => held / total,
    text() {
      const percent = Math.floor((100 * (total - left.device - left.hosted)) / total);
      const device = secondsEach('device');
      const hosted = secondsEach('hosted') ?? (device === undefined ? undefined : device * HOSTED_PART);
      if (hosted === undefined || (device === undefined && left.device > 0)) return `${percent} %`;
      const seconds = (left.device * (device ?? 0) + left.hosted * hosted) / pages;
      return `${percent} % · about ${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`} left`;
    },
  };
}
