// Drawn by hand on a 20 × 20 grid, in the colour of the text around them.
const PATHS = {
  device: 'M6 3.5h8a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM8.5 14h3',
  hosted: 'M6.2 15.5a3.4 3.4 0 0 1-.5-6.8 4.6 4.6 0 0 1 8.9-.7 3.8 3.8 0 0 1-.7 7.5H6.2Z',
  up: 'M10 16V4.5M5 9l5-5 5 5',
  stop: 'M6 6h8v8H6z',
  close: 'M5 5l10 10M15 5 5 15',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  lock: 'M5.5 9h9a.8.8 0 0 1 .8.8v5.4a.8.8 0 0 1-.8.8h-9a.8.8 0 0 1-.8-.8V9.8a.8.8 0 0 1 .8-.8ZM7 9V6.8a3 3 0 0 1 6 0V9',
  unlock: 'M5.5 9h9a.8.8 0 0 1 .8.8v5.4a.8.8 0 0 1-.8.8h-9a.8.8 0 0 1-.8-.8V9.8a.8.8 0 0 1 .8-.8ZM7 9V6.2a3 3 0 0 1 5.7-1.2',
  unsure: 'M7.6 7.4a2.5 2.5 0 1 1 3.5 2.4c-.8.4-1.1.9-1.1 1.9M10 14.4v.1M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4Z',
  warning: 'M10 3.5 17.2 16H2.8L10 3.5ZM10 8.5v3.2M10 13.8v.1',
  trace: 'M4 5h5M4 10h9M4 15h12',
  chart: 'M3.5 3.5v13h13M7 13.5v-3M10.5 13.5V7M14 13.5V9.5',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2.5v1M10 16.5v1M2.5 10h1M16.5 10h1M4.7 4.7l.7.7M14.6 14.6l.7.7M15.3 4.7l-.7.7M5.4 14.6l-.7.7',
  moon: 'M16 11.6A6.3 6.3 0 0 1 8.4 4 6.3 6.3 0 1 0 16 11.6Z',
  system: 'M3.5 4.5h13v9h-13zM7.5 16.5h5M10 13.5v3',
  new: 'M10 4v12M4 10h12',
  copy: 'M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1',
  done: 'M4 10.5l4 4 8-9',
  retry: 'M15.5 10a5.5 5.5 0 1 1-1.7-4M14 2.8V6h-3.2',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words that already say it: hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
