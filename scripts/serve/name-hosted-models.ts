/** One line on what is behind the router: the models that can be called, or what is missing for that. */
export async function nameHostedModels(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/policy`);
  if (!response.ok) return 'The router refuses to work until its settings are mended.';
  const { hostedModelIds } = (await response.json()) as { hostedModelIds: string[] };
  if (hostedModelIds.length > 0) return `Hosted models: ${hostedModelIds.join(', ')}`;
  return 'No hosted model: no entry of hosted.models in policies/default.yaml begins with PROVIDER_NAME (openai unless set).';
}
