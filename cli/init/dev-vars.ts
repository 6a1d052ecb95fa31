import type { NewKey } from './new-key.ts';

/** Wrangler reads .dev.vars on this machine; a deployment has the same names as secrets. */
export function devVars({ operator, sessionSecret }: { readonly operator: NewKey; readonly sessionSecret: string }): string {
  return `# The router's secrets on this machine. Never commit this file. A deployment takes the same names:
#   npx wrangler secret put PHIRST_KEYS
#   npx wrangler secret put PHIRST_SESSION_SECRET
#   npx wrangler secret put PROVIDER_KEY

# Who may call: name:role:sha256-of-the-key, with commas. The roles are caller, backend, operator and reader.
PHIRST_KEYS="${operator.entry}"

# Signs the tokens of browser sessions and the ids of decisions.
PHIRST_SESSION_SECRET="${sessionSecret}"

# The key of your provider of hosted models.
# PROVIDER_KEY=""
`;
}
