// `phirst/ai-sdk`: a language model that is the router, and a transport for `useChat`.
export { createPhirstProvider, type PhirstProvider } from './create-provider.ts';
export { createPhirstTransport, type TransportOptions } from './create-transport.ts';
export type { DraftData, EscalationData, ModelDownloadProgressData, PhirstDataParts, PhirstUIMessage, RouteData } from './ui-message.ts';
export type { AnswerFacts, RouteFacts } from '../answer-facts.ts';
export type { AskSettings } from '../ask-settings.ts';
