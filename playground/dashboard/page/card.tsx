import type { ComponentChildren } from 'preact';

interface CardProps {
  readonly title: string;
  /** One sentence: what it shows. */
  readonly hint?: ComponentChildren;
  readonly isWide?: boolean;
  readonly actions?: ComponentChildren;
  readonly testId?: string;
  readonly children: ComponentChildren;
}

export function Card({ title, hint, isWide = false, actions, testId, children }: CardProps) {
  return (
    <section class={`card ${isWide ? 'is-wide' : ''}`} data-testid={testId}>
      <div class="card-head">
        <h2>{title}</h2>
        {actions && <div class="card-actions">{actions}</div>}
      </div>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}
