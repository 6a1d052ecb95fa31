/**
 * Asks a running router as an operator does: POST where there is a body. Throws with the router's words where it refuses.
 *
 * @example await askAsOperator<DeploymentAnswer>(phirst.url, KEY, '/admin/deployment')
 */
export async function askAsOperator<Answer>(url: string, key: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
