/** What the router binds, for a wrangler.toml of one's own. The same as in Phirst's own; a test compares them. */
export const bindings = `# What the router needs of Cloudflare: copy it into your wrangler.toml. Each is optional; GET /healthz names what is off.
# Make the resources once:
#   npx wrangler kv namespace create phirst-policies    (put the id it prints below)
#   npx wrangler queues create phirst-events
#   npx wrangler r2 bucket create phirst-event-log

# Keeps spend caps and revoked sessions.
[[durable_objects.bindings]]
name = "SPEND"
class_name = "SpendBook"

# What is in force: deployments, rollbacks, the audit log.
[[durable_objects.bindings]]
name = "DEPLOYMENTS"
class_name = "DeploymentBook"

# One book for each experiment, rollout and watched policy.
[[durable_objects.bindings]]
name = "EXPERIMENTS"
class_name = "ExperimentBook"

# Traffic, summed up by the hour.
[[durable_objects.bindings]]
name = "TRAFFIC"
class_name = "TrafficBook"

# Policies under their hash.
[[kv_namespaces]]
binding = "POLICIES"
id = "phirst-policies"

# Events on their way to the books …
[[queues.producers]]
binding = "EVENTS"
queue = "phirst-events"

[[queues.consumers]]
queue = "phirst-events"
max_batch_size = 100
max_batch_timeout = 5
max_retries = 20

# … and kept for replay.
[[r2_buckets]]
binding = "EVENT_LOG"
bucket_name = "phirst-event-log"

# Once an hour: forgets what is older than it may be kept, and looks after guardrails whose alarms didn't ring.
[triggers]
crons = ["17 * * * *"]

[[migrations]]
tag = "v1"
new_sqlite_classes = ["SpendBook"]

[[migrations]]
tag = "v2"
new_sqlite_classes = ["DeploymentBook", "ExperimentBook", "TrafficBook"]
`;
