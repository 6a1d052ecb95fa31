// npm run key: makes a caller's key. The router keeps its digest alone, so it is shown here and never again.
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { commandLine, refuseCommandLine } from './command-line.ts';
import { callerKeyEntry, parseCallerKeys } from '../router/middleware/caller-keys.ts';

const usage = `npm run key -- --role caller|backend|operator|reader --name web [--stdin]

Prints a new key, and the entry of PHIRST_KEYS that lets it in. With --stdin the key is one you have, read from the
standard input: printf %s "$KEY" | npm run -s key -- --role caller --name web --stdin
`;

const { values } = commandLine(usage, { options: { role: { type: 'string' }, name: { type: 'string' }, stdin: { type: 'boolean' } } });
const { role, name } = values;
if (role === undefined || name === undefined) refuseCommandLine('A key needs a --role and a --name.', usage);

const given = values.stdin ? (await text(process.stdin)).trim() : undefined;
const key = given ?? `phk_${randomBytes(32).toString('base64url')}`;
const entry = await callerKeyEntry({ name, role, key });
if (key === '' || !parseCallerKeys([entry]).ok) {
  refuseCommandLine('The name has small letters, digits and ._- and the role is one of the four.', usage);
}
if (given === undefined) process.stdout.write(`The key, shown only now (its holder sends "Authorization: Bearer <key>"):\n\n  ${key}\n\n`);
process.stdout.write(`Add to PHIRST_KEYS, after a comma if there are others (npx wrangler secret put PHIRST_KEYS replaces all of them):\n\n  ${entry}\n`);
