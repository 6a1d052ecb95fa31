// Tokens → money, in millionths of a US dollar.

export interface TokenPrice {
  readonly inputMicroUsdPerToken: number;
  readonly outputMicroUsdPerToken: number;
}

/** `costMicroUsd({ inputMicroUsdPerToken: 0.15, outputMicroUsdPerToken: 0.6 }, 100, 50)` → 45 */
export function costMicroUsd(price: TokenPrice, inputTokens: number, outputTokens: number): number {
  return inputTokens * price.inputMicroUsdPerToken + outputTokens * price.outputMicroUsdPerToken;
}
