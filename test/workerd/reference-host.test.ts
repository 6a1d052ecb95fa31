import { describe, it } from 'vitest';
import { faultOf } from '../../router/reference-host/fault.ts';
import { createReferenceHost } from '../../router/reference-host/reference-host.ts';

function start() {
  const host = createReferenceHost({ delay: 'off' });
  const ask = (model: string, content: string, fields: Record<string, unknown> = {}) =>
    host.fetch(
      new Request('http://host/v1/chat/completions', {
        method: 'POST',
        body: JSON.stringify({ model, messages: [{ role: 'user', content }], ...fields }),
      }),
    );
  const answer = async (model: string, content: string) =>
    (await (await ask(model, content)).json<{ choices: { message: { content: string } }[] }>()).choices[0]?.message.content;
  return { host, ask, answer };
}

const PRODUCTS = Array.from({ length: 400 }, (_, index) => {
  const [left, right] = [11 + (index % 80), 21 + (index % 7)];
  return { question: `What is ${left} x ${right}?`, product: String(left * right) };
});

/** The first of the questions that meets this fault. */
function questionWith(fault: ReturnType<typeof faultOf>): string {
  return PRODUCTS.map(({ question }) => question).find((question) => faultOf(question) === fault) as string;
}

describe('the stand-in models', () => {
  it('exact is always right', async ({ expect }) => {
    const { answer } = start();
    // A product is worked out step by step.
    expect(await answer('exact', 'What is 61 x 66?')).toMatch(/= 4026\.$/);
    expect(await answer('exact', 'What is the capital of Suriname?')).toBe('The capital of Suriname is Paramaribo.');
  });

  it('small knows the everyday, and is plausibly wrong on rare facts and long products', async ({ expect }) => {
    const { answer } = start();
    expect(await answer('small', 'What is the capital of Peru?')).toBe('The capital of Peru is Lima.');
    const capital = await answer('small', 'What is the capital of Suriname?');
    expect(capital).toMatch(/^The capital of Suriname is .+\.$/);
    expect(capital).not.toContain('Paramaribo');
    const product = await answer('small', 'What is 61 x 66?');
    expect(product).toMatch(/= 4\d26\.$/);
    expect(product).not.toMatch(/= 4026\.$/);
  });

  it('large is right about 97 times out of 100, always about the same questions', async ({ expect }) => {
    const { answer } = start();
    const questions = [...new Map(PRODUCTS.map((entry) => [entry.question, entry.product]))];
    let right = 0;
    for (const [question, product] of questions) {
      const said = await answer('large', question);
      expect(await answer('large', question)).toBe(said);
      if (said?.endsWith(`= ${product}.`)) right += 1;
    }
    expect(right / questions.length).toBeGreaterThan(0.94);
    expect(right / questions.length).toBeLessThan(1);
  });

  it('flaky fails by the question: an error, a rate limit, a cut stream', async ({ expect }) => {
    const { ask } = start();
    expect((await ask('flaky', questionWith('error'))).status).toBe(500);
    const limited = await ask('flaky', questionWith('rate_limit'));
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('2');
    const cut = await ask('flaky', questionWith('cut'), { stream: true });
    await expect(cut.text()).rejects.toThrow();
    expect((await ask('flaky', questionWith(undefined))).status).toBe(200);
  });

  it('stop at the limit they are given', async ({ expect }) => {
    const { ask } = start();
    const response = await ask('exact', 'What is the capital of Peru?', { max_tokens: 2 });
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: 'The capi' }, finish_reason: 'length' }],
      usage: { completion_tokens: 2 },
    });
  });

  it('refuse a name that is not theirs', async ({ expect }) => {
    expect((await start().ask('gpt-4o', 'Hi')).status).toBe(404);
  });
});

describe('GET /v1/_seen', () => {
  it('tells answers that were read from answers that were left', async ({ expect }) => {
    const { host, ask } = start();
    await (await ask('exact', 'Is 7 even or odd?', { stream: true })).text();
    const reader = (await ask('exact', 'What is the capital of Peru?', { stream: true })).body!.getReader();
    await reader.read();
    await reader.cancel();
    const seen = await host.fetch(new Request('http://host/v1/_seen'));
    expect(await seen.json()).toEqual({ requests: 2, completed: 1, cancelled: 1 });
  });
});
