import type { GateResult } from './gate.ts';

export function gateTable(results: GateResult[]): string {
  const width = Math.max(...results.map(({ gate }) => gate.name.length));
  return results
    .map(({ gate, verdict, seconds, passed, failed, note }) => {
      const tests =
        gate.isVitest && verdict !== 'NOT RUN' ? `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
      const columns = [
        verdict.padEnd(7),
        gate.name.padEnd(width),
        `${seconds.toFixed(1).padStart(6)} s`,
        tests || note,
      ];
      return columns.join('  ').trimEnd();
    })
    .join('\n');
}
