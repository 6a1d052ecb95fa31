import { describe, expect, it } from 'vitest';
import { addValue, NO_VALUES } from '../stats/mean-accumulator.ts';
import { judgeGuardrail, type GuardrailQuestion } from './guardrail.ts';

/** So many units, alternating around a mean. */
const units = (count: number, mean: number, distance = 0.1) =>
  Array.from({ length: count }, (_, index) => mean + (index % 2 ? distance : -distance)).reduce(addValue, NO_VALUES);

const question: GuardrailQuestion = {
  variant: 'b',
  metric: { name: 'error', direction: 'lower', range: [0, 10] },
  margin: 0.05,
  control: units(500, 0.2),
  treated: units(500, 0.2),
  alarmAlpha: 0.05,
  holdAlpha: 0.05,
  tightestAt: 1000,
  minimumUnits: 200,
};

describe('a guardrail', () => {
  it('holds where nothing worse than the margin is left', () => {
    const { state, worseAtMost } = judgeGuardrail(question);
    expect(state).toBe('holds');
    // One-sided width of science's known answer 35 (σ = 1: 0.08788 at n = 1000), here with σ of both arms together.
    const deviation = Math.sqrt((0.01 * 500) / 499 / 250) * Math.sqrt(1000);
    expect(worseAtMost).toBeCloseTo(0.08788267616 * deviation, 9);
  });

  it('is breached where it is surely worse by more than the margin, in either direction of better', () => {
    expect(judgeGuardrail({ ...question, treated: units(500, 0.3) }).state).toBe('breached');
    expect(judgeGuardrail({ ...question, treated: units(500, 0.1) }).state).toBe('holds');
    const higher = { ...question, metric: { name: 'answered', direction: 'higher' as const, range: [0, 10] as [number, number] } };
    expect(judgeGuardrail({ ...higher, treated: units(500, 0.1) }).state).toBe('breached');
    expect(judgeGuardrail({ ...higher, treated: units(500, 0.3) }).state).toBe('holds');
  });

  it('says nothing of too few, all together or in one arm', () => {
    expect(judgeGuardrail({ ...question, control: units(90, 0.2), treated: units(90, 0.9) }).state).toBe('unknown');
    expect(judgeGuardrail({ ...question, treated: units(99, 0.9) }).state).toBe('unknown');
  });

  it('is unknown while it could be either', () => {
    expect(judgeGuardrail({ ...question, control: units(120, 0.2, 0.5), treated: units(120, 0.26, 0.5) }).state).toBe('unknown');
  });

  it('is not sure that it holds because nothing failed yet of few', () => {
    const none = Array.from({ length: 100 }, () => 0).reduce(addValue, NO_VALUES);
    const errors = { ...question, metric: { ...question.metric, range: [0, 1] as [number, number] }, margin: 0.02, tightestAt: 5000 };
    // Three in a hundred fail unseen once in twenty times.
    expect(judgeGuardrail({ ...errors, control: none, treated: none }).state).toBe('unknown');
    const ofMany = Array.from({ length: 1000 }, () => 0).reduce(addValue, NO_VALUES);
    expect(judgeGuardrail({ ...errors, control: ofMany, treated: ofMany }).state).toBe('holds');
    expect(judgeGuardrail({ ...question, control: none, treated: none }).state).toBe('unknown');
  });

  it('has to be surer to be breached than to hold, where others may be breached as well', () => {
    const alone = judgeGuardrail(question);
    const oneOfTen = judgeGuardrail({ ...question, alarmAlpha: 0.005 });
    expect(oneOfTen.worseAtLeast!).toBeLessThan(alone.worseAtLeast!);
    expect(oneOfTen.worseAtMost).toBe(alone.worseAtMost);
  });
});
