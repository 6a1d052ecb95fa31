import type { RunningExperiment } from '../../../src/experiment/deployment.ts';
import type { DeploymentChange, ExperimentReport } from '../../../src/wire/admin-api.ts';
import { ChangeButton } from '../changes/change-button.tsx';
import { changeQuestion } from '../changes/describe-change.ts';
import { Card } from '../page/card.tsx';
import type { PolicyNames } from '../policies/policy-names.ts';
import { formatCount } from '../words/format-count.ts';
import { formatLevel } from '../words/format-measure.ts';
import { formatMoment } from '../words/format-moment.ts';
import { VerdictBadge } from './verdict-badge.tsx';

interface VerdictCardProps {
  readonly report: ExperimentReport;
  /** Absent once it has ended. */
  readonly running: RunningExperiment | undefined;
  readonly sequence: number;
  readonly names: PolicyNames;
}

/** What is to be done, in words, and the buttons to do it. */
export function VerdictCard({ report, running, sequence, names }: VerdictCardProps) {
  const { key, kind, status, coverage, startedAt, endedAt, definition, fullVerdict, measurements } = report;
  const units = measurements.reduce((sum, { exposedUnits }) => sum + exposedUnits, 0);
  const button = (label: string, change: DeploymentChange, testId: string) => (
    <ChangeButton key={testId} label={label} change={change} question={changeQuestion(change, names, null)} sequence={sequence} testId={testId} />
  );
  const { kind: verdict, variant } = fullVerdict;
  return (
    <Card
      title={key}
      isWide
      testId="verdict"
      actions={
        running && (
          <>
            {verdict === 'ship' && variant !== null && button(`Ship ${variant}`, { kind: 'stop_experiment', key, ship: variant }, 'ship')}
            {kind === 'experiment' && (running.status === 'paused' ? button('Resume', { kind: 'resume_experiment', key }, 'resume') : button('Pause', { kind: 'pause_experiment', key }, 'pause'))}
            {button('Stop', { kind: 'stop_experiment', key }, 'stop')}
          </>
        )
      }
    >
      <p class="verdict-sentence">
        <VerdictBadge kind={verdict} /> {fullVerdict.sentence}
      </p>
      {definition?.hypothesis !== undefined && <p class="muted">“{definition.hypothesis}”</p>}
      <p class="hint">
        {kind}, {status}, {formatLevel(coverage, 'share', 0.1)} of units, {formatCount(units, 'unit', 'units')} met it, since {formatMoment(startedAt)}
        {endedAt !== null && ` until ${formatMoment(endedAt)}`}
        {definition && `; decided by ${definition.primary}`}
      </p>
    </Card>
  );
}
