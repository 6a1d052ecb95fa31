import { DurableObject } from 'cloudflare:workers';

export class TrafficBook extends DurableObject {}
