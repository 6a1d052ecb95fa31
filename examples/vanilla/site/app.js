import { createPhirst, explainReason } from './phirst/index.js';

const byId = (id) => document.getElementById(id);

// The router is asked at the page's own origin; `router: 'https://ai.example.com'` names another.
const phirst = createPhirst({ assetsUrl: 'phirst/', modelsUrl: 'models/' });

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void ask(byId('question').value);
});

// A question asked before this is done is answered by a hosted model.
const readiness = await phirst.prepare({ onProgress: ({ ratio }) => (byId('progress').value = ratio) });
byId('progress').hidden = true;
byId('status').textContent = readiness.isReady
  ? `${readiness.model} is on this device.`
  : `Hosted models answer. ${readiness.message}`;

async function ask(question) {
  byId('answer').textContent = '';
  byId('facts').hidden = true;
  try {
    const answer = phirst.ask(question, { budget: { totalMs: 15_000 } });
    for await (const part of answer) {
      if (part.type === 'text-delta') byId('answer').append(part.text);
      // The device wasn't sure: what it said is withdrawn, and the hosted answer follows.
      if (part.type === 'revise') byId('answer').textContent = '';
    }
    showFacts(await answer.done);
  } catch (error) {
    // One of a closed set of codes, and a sentence.
    byId('answer').textContent = `${error.code}: ${error.message}`;
  }
}

function showFacts({ source, model, reason, confidence }) {
  byId('source').textContent = source === 'device' ? `this device (${model})` : model;
  byId('reason').textContent = explainReason(reason);
  byId('confidence').textContent = confidence === undefined ? 'it was not asked' : `${Math.round(confidence * 100)} %`;
  byId('facts').hidden = false;
}
