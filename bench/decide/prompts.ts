// Prompts of about a number of tokens: a person's words, code, figures and names, as they come to a router.

const TEXT =
  'Our billing service, written in TypeScript, calls https://api.example.com/v2/invoices?limit=50 every hour; on 14 March 2025 it ' +
  'failed with "TypeError: cannot read properties of undefined (reading \'id\')". Please explain step by step what Maria Jensen ' +
  'should check first, and compare two ways to retry: exponential backoff with 3 attempts, or a queue.\n```ts\nconst r = await ' +
  'fetch(url); if (!r.ok) { throw new Error(`status ${r.status}`) }\nreturn (await r.json()).items.map((x) => x.id);\n```\nThe cost ' +
  'is $12.50 per 1,000 calls, so 3 * 1000 = 3000 calls matter. The report for the second quarter says that customers in Zürich and ' +
  'Málaga waited longer than those in Oslo, although the queue was empty most of the night. Nobody has looked at the logs since. ';

/** UTF-16 units of such a text in a token of Llama's vocabulary. */
const UNITS_PER_TOKEN = 3.6;
const VARIANTS = 8;

/** Eight texts of a length, each beginning elsewhere, flat in memory as a parsed request's are. */
export function promptsOf(tokens: number): readonly string[] {
  const units = Math.round(tokens * UNITS_PER_TOKEN);
  const long = TEXT.repeat(Math.ceil((units + TEXT.length) / TEXT.length) + 1);
  const texts = Array.from({ length: VARIANTS }, (_, variant) => {
    const from = Math.floor((variant * TEXT.length) / VARIANTS);
    return long.slice(from, from + units);
  });
  return JSON.parse(JSON.stringify(texts)) as string[];
}
