// Queries to begin with: of several kinds, some with what was recorded of the device's answer, so that thresholds show.
const queries = [
  { prompt: 'Who wrote Faust?' },
  { prompt: 'What is the price of gold today?' },
  { prompt: 'Prove that the square root of 2 is irrational.' },
  { prompt: 'Write a short poem about rain.' },
  { prompt: 'Is this review friendly or unfriendly? "The soup was cold, the waiter was kind."', confidence: 0.93, tokens: 4, correct: true },
  { prompt: 'Translate into German: The train is late.', confidence: 0.74, tokens: 7, correct: true },
  { prompt: 'What is 17 * 23?', confidence: 0.55, tokens: 3, correct: false },
  { prompt: 'Shorten this to five words: The meeting was moved from Monday to Wednesday.', confidence: 0.81, tokens: 6, correct: true },
  { prompt: 'Can I take ibuprofen with aspirin?', confidence: 0.85, tokens: 40 },
  { prompt: 'Summarise my diary of today.', privacy: 'device-only', confidence: 0.66, tokens: 60 },
];

export const starterQueries = queries.map((query) => `${JSON.stringify(query)}\n`).join('');
