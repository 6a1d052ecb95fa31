/** Nothing was tried yet: how to begin. */
export function NoExperiments() {
  return (
    <section class="card empty" data-testid="no-experiments">
      <h2>No experiment yet</h2>
      <p>An experiment gives two policies to two halves of your users and tells, at any moment you look, which one does better.</p>
      <ol class="steps">
        <li>
          <code>npx phirst init</code> writes an <code>experiment.yaml</code> that explains itself;
        </li>
        <li>
          <code>npx phirst experiment start experiment.yaml</code> begins it;
        </li>
        <li>this page shows the verdict, and the guardrails that watch it meanwhile.</li>
      </ol>
      <p class="hint">
        To see a filled one on this machine: <code>npm run demo:experiment</code>.
      </p>
    </section>
  );
}
