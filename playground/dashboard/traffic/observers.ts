// A query of an app is seen twice: by the app, which knows the device's part, and by the edge, which knows the hosted one. They
// are never added up.
import type { TrafficHour } from '../../../src/wire/admin-api.ts';

export type Observer = TrafficHour['observer'];

/** Apps know more; the edge knows everybody who asks it. */
export function bestObserver(hours: readonly TrafficHour[]): Observer {
  return hours.some(({ observer }) => observer === 'client') ? 'client' : 'edge';
}

export function seenBy(observer: Observer, hours: readonly TrafficHour[]): readonly TrafficHour[] {
  return hours.filter((hour) => hour.observer === observer);
}

export const OBSERVER_WORDS: Readonly<Record<Observer, { readonly label: string; readonly hint: string }>> = {
  client: { label: 'Apps', hint: 'As apps with the SDK tell it: every query, also those that never left the device.' },
  edge: { label: 'Edge', hint: 'As the edge saw it: hosted queries alone. Answers of devices are in it once apps turn events on (createPhirst({ events: true })).' },
};
