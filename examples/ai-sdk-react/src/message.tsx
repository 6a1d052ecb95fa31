import type { PhirstUIMessage } from 'phirst/ai-sdk';
import { Origin } from './origin.tsx';

export function Message({ message: { role, parts } }: { message: PhirstUIMessage }) {
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const draft = parts.find((part) => part.type === 'data-draft')?.data;
  const route = parts.find((part) => part.type === 'data-route')?.data;
  const escalation = parts.find((part) => part.type === 'data-escalation')?.data;
  return (
    <li className={role}>
      {escalation && escalation.withdrawnText !== '' && (
        <p className="withdrawn">
          <del>{escalation.withdrawnText}</del>
        </p>
      )}
      {/* Until the device's words stand, they are a draft; a hosted answer may replace them. */}
      {text === '' && draft?.state === 'streaming' ? <p className="draft">{draft.text}</p> : <p className="text">{text}</p>}
      {route && <Origin route={route} escalation={escalation} />}
    </li>
  );
}
