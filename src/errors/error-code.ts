// Every error Phirst can end with: its HTTP status, OpenAI's type for it, and whether trying again can help.

export const ERROR_CODES = {
  invalid_request: { status: 400, type: 'invalid_request_error', isRetryable: false },
  unsupported_media_type: { status: 415, type: 'invalid_request_error', isRetryable: false },
  request_too_large: { status: 413, type: 'invalid_request_error', isRetryable: false },
  model_not_found: { status: 404, type: 'invalid_request_error', isRetryable: false },
  not_found: { status: 404, type: 'invalid_request_error', isRetryable: false },
  method_not_allowed: { status: 405, type: 'invalid_request_error', isRetryable: false },
  unauthenticated: { status: 401, type: 'authentication_error', isRetryable: false },
  origin_not_allowed: { status: 403, type: 'permission_error', isRetryable: false },
  rate_limited: { status: 429, type: 'rate_limit_error', isRetryable: true },
  over_cost_budget: { status: 402, type: 'insufficient_quota', isRetryable: false },
  router_not_configured: { status: 503, type: 'server_error', isRetryable: false },
  provider_not_configured: { status: 503, type: 'server_error', isRetryable: false },
  provider_unavailable: { status: 502, type: 'server_error', isRetryable: true },
  provider_rejected: { status: 422, type: 'invalid_request_error', isRetryable: false },
  provider_rate_limited: { status: 503, type: 'server_error', isRetryable: true },
  provider_response_invalid: { status: 502, type: 'server_error', isRetryable: true },
  stream_truncated: { status: 502, type: 'server_error', isRetryable: true },
  deadline_exceeded: { status: 504, type: 'server_error', isRetryable: false },
  aborted: { status: 499, type: 'invalid_request_error', isRetryable: false },
  router_unreachable: { status: 503, type: 'server_error', isRetryable: true },
  no_route: { status: 503, type: 'server_error', isRetryable: false },
  device_unsupported: { status: 503, type: 'server_error', isRetryable: false },
  device_failed: { status: 503, type: 'server_error', isRetryable: true },
  answer_withheld: { status: 503, type: 'server_error', isRetryable: false },
  internal: { status: 500, type: 'server_error', isRetryable: true },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
