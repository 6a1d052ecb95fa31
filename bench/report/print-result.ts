// Every benchmark prints one JSON object a line: easy to read for a person, and for jq.

export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly [detail: string]: unknown;
}

export function printResult(result: BenchResult): void {
  process.stdout.write(`${JSON.stringify({ ...result, value: Number(result.value.toPrecision(6)) })}\n`);
}
