import { inProject } from '../project-paths.ts';

/**
 * Nothing leaves this machine while Phirst runs on it. Each variable turns off one thing wrangler does unasked;
 * `scripts/check-offline.ts` holds us to it.
 */
export function wranglerEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Hiding the banner also skips the question to the npm registry whether there is a newer version.
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    DO_NOT_TRACK: '1',
    // Miniflare would ask Cloudflare where we are, to fill in `request.cf`; it has a placeholder for that.
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: 'true',
    // Development tools inside the served origin: nobody asked for them, and the second one records every request.
    X_LOCAL_EXPLORER: 'false',
    X_LOCAL_OBSERVABILITY: 'false',
    // No log files, and wrangler's own files in the checkout instead of the home directory.
    WRANGLER_WRITE_LOGS: 'false',
    WRANGLER_CACHE_DIR: inProject('.wrangler/cache'),
    XDG_CONFIG_HOME: inProject('.wrangler/config'),
  };
}
