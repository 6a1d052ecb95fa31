// Guardrails are one of those who change what is in force.
import type { DeploymentBookStub } from '../deployment/deployment-protocol.ts';

/** Who is named in the audit log. */
export const GUARDRAIL = 'guardrail';

/** The deployment's Durable Object as guardrails and books see it. */
export type GuardedDeployment = Pick<DeploymentBookStub, 'read' | 'change'>;
