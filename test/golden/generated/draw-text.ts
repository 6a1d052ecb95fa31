// A question nobody asked: words, numbers, marks and scripts in an order that comes up, so that every branch of the reading is met.
import type { Draws } from './draws.ts';

const OPENINGS = ['What is', 'Who was', 'Prove that', 'Translate into German:', 'Summarise:', 'Write a poem about', 'Classify as good or bad:', 'Wie viel ist', 'Qui était', '¿Qué es', 'Complete this function:', 'Extract the date from', 'Rewrite politely:', 'Hello!', 'Solve', '请总结：', 'من كان', 'Как работает'];
const WORDS = ['the', 'price', 'today', 'of', 'bread', 'treaty', 'Kyritz', 'Angelika', 'Kauffmann', 'invoice', 'symptoms', 'contract', 'rash', 'tax', 'function', 'return', 'const', 'primes', 'und', 'der', 'nicht', 'les', 'pour', 'que', 'los', 'straße', 'naïve', 'Zürich', 'lake', 'river', 'meeting', 'Friday', 'weather', '天气', '今天', 'سعر', 'погода', 'λόγος', '🙂', 'in 200 words', 'three sentences', 'second', 'mayor'];
const MARKS = [' ', ' ', ' ', ', ', '. ', '? ', '\n', ' = ', ' + ', '{', '}', '();', '```', ' <|end|> ', '"', ': ', ' $', '% ', '\u00a0', '\u200b'];

/** Up to `parts` words, numbers and marks. */
export function drawText(draws: Draws, parts: number): string {
  let text = draws.chance(0.8) ? draws.pick(OPENINGS) : '';
  for (let part = 0; part < parts; part++) text += draws.pick(MARKS) + (draws.chance(0.15) ? String(draws.whole(0, 3000)) : draws.pick(WORDS));
  return text;
}
