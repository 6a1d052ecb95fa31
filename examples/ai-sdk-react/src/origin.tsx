import type { EscalationData, RouteData } from 'phirst/ai-sdk';

/** Where the answer came from, why, and how sure the device was. */
export function Origin({ route, escalation }: { route: RouteData; escalation: EscalationData | undefined }) {
  const isFinished = 'totalMs' in route;
  return (
    <p className="origin" data-source={route.source} data-finished={isFinished}>
      <strong>{route.source === 'device' ? 'On this device' : 'Hosted'}</strong>
      <span>{route.model}</span>
      {isFinished && route.confidence !== undefined && <span>{Math.round(route.confidence * 100)} % sure</span>}
      {isFinished && route.isUnsure && <span className="unsure">unsure</span>}
      {isFinished && <span>{(route.totalMs / 1000).toFixed(1)} s</span>}
      <span>{escalation ? `Handed up by ${escalation.from}. ${route.explanation}` : route.explanation}</span>
    </p>
  );
}
