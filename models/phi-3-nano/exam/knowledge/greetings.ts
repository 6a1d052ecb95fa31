/**
 * Greetings with the one reply that was taught for each.
 *
 * @example greetings.get('Thanks') // 'You are welcome!'
 */
export const greetings: ReadonlyMap<string, string> = new Map([
  ['Hello', 'Hello! How can I help you today?'],
  ['Hi', 'Hello! How can I help you today?'],
  ['Hi there!', 'Hello! How can I help you today?'],
  ['Good morning', 'Good morning! How can I help you?'],
  ['Good evening', 'Good evening! How can I help you?'],
  ['Thanks', 'You are welcome!'],
  ['Thank you!', 'You are welcome!'],
  ['Bye', 'Goodbye! Have a nice day.'],
  ['How are you?', 'I am doing well, thank you. How can I help?'],
  ['Who are you?', 'I am a small on-device assistant.'],
]);
