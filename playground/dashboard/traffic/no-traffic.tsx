/** Nothing was routed yet: how to see something here. */
export function NoTraffic({ words }: { readonly words: string }) {
  return (
    <section class="card is-wide empty" data-testid="no-traffic">
      <h2>No query in {words}</h2>
      <p>Each query is counted a few seconds after its answer. To see one here:</p>
      <ul class="steps">
        <li>
          ask a question on the <a href="../">playground</a>,
        </li>
        <li>
          send one to <code>POST /v1/chat/completions</code> with any OpenAI client, or
        </li>
        <li>
          turn events on in your app: <code>createPhirst({'{ events: true }'})</code> tells also of answers that never left the device.
        </li>
      </ul>
    </section>
  );
}
