import { DurableObject } from 'cloudflare:workers';

export class ExperimentBook extends DurableObject {}
