/** The one that ships: small enough to load without being asked for. */
export const SHIPPED_MODEL = 'phi-3-nano';
