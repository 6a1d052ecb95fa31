/** True for the models of the reference host, which stand in for hosted ones until a provider is configured. */
export function isStandIn(hostedModelId: string): boolean {
  return hostedModelId.startsWith('reference/');
}
