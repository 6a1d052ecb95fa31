import type { Policy } from '../../src/policy/policy.ts';
import { formatCost } from '../format/format-cost.ts';
import { formatDuration } from '../format/format-duration.ts';
import type { PolicyOverrides } from './policy-overrides.ts';
import { Slider } from './slider.tsx';
import { COST_STOPS, stopsWith, TIME_STOPS } from './slider-stops.ts';

/** Each percent from 0 to 100. */
const PERCENT_STOPS = Array.from({ length: 101 }, (_, percent) => percent / 100);

interface PolicySlidersProps {
  readonly policy: Policy | undefined;
  readonly overrides: PolicyOverrides;
  readonly onOverride: (change: PolicyOverrides) => void;
}

/** The three numbers of a policy one wants to play with. They act on the next question. */
export function PolicySliders({ policy, overrides, onOverride }: PolicySlidersProps) {
  const threshold = policy?.accept.minimumConfidence;
  const time = policy && (policy.budget.totalMs ?? Infinity);
  const cost = policy && (policy.budget.costMicroUsd ?? Infinity);
  return (
    <>
      <Slider
        label="Keep the device’s answer from"
        testId="slider-threshold"
        hint="Below this confidence a hosted model answers."
        stops={stopsWith(PERCENT_STOPS, threshold ?? 0)}
        value={overrides.minimumConfidence ?? threshold ?? 0}
        format={(share) => `${Math.round(share * 100)}%`}
        policyValue={threshold}
        isOverridden={overrides.minimumConfidence !== undefined}
        onChange={(minimumConfidence) => onOverride({ minimumConfidence })}
        onReset={() => onOverride({ minimumConfidence: undefined })}
      />
      <Slider
        label="Time for an answer"
        testId="slider-time"
        hint="Until the last word."
        stops={stopsWith(TIME_STOPS, time ?? Infinity)}
        value={overrides.totalMs ?? time ?? Infinity}
        format={(milliseconds) => (milliseconds === Infinity ? 'unlimited' : formatDuration(milliseconds))}
        policyValue={time}
        isOverridden={overrides.totalMs !== undefined}
        onChange={(totalMs) => onOverride({ totalMs })}
        onReset={() => onOverride({ totalMs: undefined })}
      />
      <Slider
        label="Money for an answer"
        testId="slider-cost"
        hint="Hosted models only; the device is free."
        stops={stopsWith(COST_STOPS, cost ?? Infinity)}
        value={overrides.costMicroUsd ?? cost ?? Infinity}
        format={formatMoneyBudget}
        policyValue={cost}
        isOverridden={overrides.costMicroUsd !== undefined}
        onChange={(costMicroUsd) => onOverride({ costMicroUsd })}
        onReset={() => onOverride({ costMicroUsd: undefined })}
      />
    </>
  );
}

function formatMoneyBudget(microUsd: number): string {
  if (microUsd === Infinity) return 'unlimited';
  return microUsd === 0 ? 'none' : formatCost(microUsd);
}
