import { addressOf, VIEWS, type View } from '../navigate.ts';

const LABELS: Readonly<Record<View, string>> = { traffic: 'Traffic', policies: 'Policies', experiments: 'Experiments', decisions: 'Decisions' };

/** Links, since each view has an address. */
export function ViewTabs({ view }: { readonly view: View }) {
  return (
    <nav class="tabs view-tabs" aria-label="Views">
      {VIEWS.map((one) => (
        <a key={one} class="tab" href={addressOf(one)} aria-current={one === view ? 'page' : undefined} data-testid={`view-${one}`}>
          {LABELS[one]}
        </a>
      ))}
    </nav>
  );
}
