import { DurableObject } from 'cloudflare:workers';

export class DeploymentBook extends DurableObject {}
