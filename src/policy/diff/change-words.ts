// What a change of one field means: a sentence for more, one for less, or one for any change.

interface ChangeWords {
  readonly more?: string;
  readonly less?: string;
  readonly any?: string;
}

/** By path; `[]` stands for the name of an item, `*` for one word. The first that fits. */
const WORDS: readonly (readonly [path: string, words: ChangeWords])[] = [
  ['schemaVersion', { any: 'another format' }],
  ['name', { any: 'it is asked for by another name' }],
  ['description', { any: 'words for people; nothing is decided otherwise' }],
  ['start', { any: 'where answers start' }],
  ['start.minimumGain', { more: 'more queries start on the device', less: 'more queries go to hosted models' }],
  ['start.lowBattery', { any: 'what holds on a low battery' }],
  ['start.lowBattery.below', { more: 'batteries count as low sooner', less: 'batteries count as low later' }],
  ['start.lowBattery.minimumGain', { more: 'on a low battery more queries start on the device', less: 'on a low battery more queries go to hosted models' }],
  ['start.lowBattery.maximumOutputTokens', { more: 'on a low battery longer answers stay on the device', less: 'on a low battery more answers go to hosted models' }],
  ['start.gainModel', { any: 'the expected gain is told by another model, or by published scores' }],
  ['start.gainModel.sha256', { any: 'the expected gain is told by another fitted model' }],
  ['start.gainModel.whenUnfamiliar', { any: 'questions unlike those of the gain model’s training start elsewhere' }],
  ['start.rules[]', { any: 'the first that applies decides, so the order matters' }],
  ['start.rules[].name', { any: 'it is shown under another name' }],
  ['start.rules[].when', { any: 'it applies to other queries' }],
  ['start.rules[].route', { any: 'what it applies to starts elsewhere' }],
  ['watch', { any: 'what is watched while the device answers' }],
  ['watch.minimumTokens', { more: 'a poor answer is given up later', less: 'a poor answer is given up sooner' }],
  ['watch.escalateBelow', { more: 'more answers are given up midway', less: 'fewer answers are given up midway' }],
  ['accept', { any: 'what is asked of an answer of the device' }],
  ['accept.minimumConfidence', { more: 'fewer answers stay on the device', less: 'more answers stay on the device' }],
  ['accept.promise', { any: 'what is promised of the answers that are kept or handed up' }],
  ['accept.promise.wrongKept', { more: 'more wrong answers may stay on the device', less: 'fewer wrong answers may stay on the device' }],
  ['accept.promise.worseThanHosted', { more: 'more answers worse than hosted ones may stay on the device', less: 'fewer answers worse than hosted ones may stay on the device' }],
  ['accept.promise.wrongAmongKept', { more: 'more of the kept answers may be wrong', less: 'fewer of the kept answers may be wrong' }],
  ['accept.promise.confidence', { more: 'the promise holds more surely, and fewer answers stay on the device', less: 'the promise holds less surely, and more answers stay on the device' }],
  ['accept.promise.shareHosted', { more: 'more answers may be handed up', less: 'fewer answers may be handed up' }],
  ['accept.promise.costPerThousandMicroUsd', { more: 'hand-ups may cost more', less: 'hand-ups may cost less' }],
  ['accept.byWorth', { any: 'calibrated answers are kept by what they are worth, or by a fixed confidence' }],
  ['accept.selfCheck', { any: 'a model that shows no probabilities is asked otherwise whether it is right' }],
  ['accept.longAnswers', { any: 'what is asked of long answers' }],
  ['accept.longAnswers.fromTokens', { more: 'fewer answers count as long', less: 'more answers count as long' }],
  ['accept.longAnswers.minimumConfidence', { more: 'fewer long answers stay on the device', less: 'more long answers stay on the device' }],
  ['accept.sensitive', { any: 'what is asked where an invention harms' }],
  ['accept.sensitive.*', { more: 'fewer answers on this subject stay on the device', less: 'more answers on this subject stay on the device' }],
  ['accept.whenUnsure', { any: 'an unsure answer that may not leave the device is treated otherwise' }],
  ['budget', { any: 'what a query may spend' }],
  ['budget.firstTokenMs', { more: 'slower beginnings are allowed', less: 'fewer routes are fast enough' }],
  ['budget.totalMs', { more: 'slower answers are allowed', less: 'fewer routes are fast enough' }],
  ['budget.costMicroUsd', { more: 'a query may cost more', less: 'a query may cost less' }],
  ['device', { any: 'what the device may take on' }],
  ['device.maximumContextTokens', { more: 'longer prompts stay on the device, and take more memory', less: 'longer prompts go to hosted models' }],
  ['device.maximumOutputTokens', { more: 'longer answers on the device', less: 'answers of the device end sooner' }],
  ['device.contextTrimming', { any: 'conversations too long for the device are treated otherwise' }],
  ['device.timeout', { any: 'how long the device is waited for' }],
  ['device.timeout.firstChunkMs', { more: 'a silent device is waited for longer', less: 'a silent device is left sooner' }],
  ['device.timeout.chunkMs', { more: 'a stalled device is waited for longer', less: 'a stalled device is left sooner' }],
  ['device.idleUnloadMs', { more: 'an idle model keeps its memory longer', less: 'an idle model gives its memory back sooner' }],
  ['device.refusals', { any: 'which devices the model is downloaded to' }],
  ['device.refusals[]', { any: 'which devices the model is downloaded to' }],
  ['device.refusals[].name', { any: 'it is shown under another name' }],
  ['device.refusals[].when', { any: 'it applies to other devices' }],
  ['device.refusals[].backend', { any: 'it refuses another part of the device' }],
  ['device.refusals[].because', { any: 'people read another sentence' }],
  ['hosted', { any: 'the hosted models' }],
  ['hosted.maximumOutputTokens', { more: 'longer, dearer hosted answers', less: 'hosted answers end sooner' }],
  ['worth', { any: 'what decides among hosted models' }],
  ['worth.rightAnswerMicroUsd', { more: 'dearer and slower models are asked where they are right more often', less: 'cheaper and quicker models are asked more often' }],
  ['worth.secondMicroUsd', { more: 'quicker models are asked more often', less: 'slower models are asked more often' }],
  ['worth.modelSwitchMicroUsd', { more: 'conversations stay with their hosted model more often', less: 'conversations change their hosted model more often' }],
  ['hosted.onTime', { more: 'under a deadline only surer, quicker models are asked', less: 'under a deadline slower models are asked as well' }],
  ['hosted.priorObservations', { more: 'what is observed of a model counts later', less: 'what is observed of a model counts sooner' }],
  ['hosted.adequateQuality', { more: 'easy queries go to larger models', less: 'easy queries go to smaller models' }],
  ['hosted.timeout', { any: 'how long hosted models are waited for' }],
  ['hosted.timeout.firstChunkMs', { more: 'a silent hosted model is waited for longer', less: 'a silent hosted model is left sooner' }],
  ['hosted.timeout.chunkMs', { more: 'a stalled hosted model is waited for longer', less: 'a stalled hosted model is left sooner' }],
  ['hosted.retry', { any: 'how often a failed model is asked again' }],
  ['hosted.retry.maximumRetries', { more: 'a failed model is asked again more often', less: 'the next model is asked sooner' }],
  ['hosted.retry.maximumDelayMs', { more: 'a busy provider is waited for longer', less: 'a busy provider is left sooner' }],
  ['hosted.maximumFallbacks', { more: 'more models are asked when the first fails', less: 'fewer models are asked when the first fails' }],
  ['hosted.models[]', { any: 'which models are asked, and in which order' }],
  ['hosted.models[].id', { any: 'another model is asked' }],
  ['hosted.models[].catalog', { any: 'other published scores are its priors' }],
  ['hosted.models[].inputMicroUsdPerToken', { more: 'its prompts count as dearer', less: 'its prompts count as cheaper' }],
  ['hosted.models[].outputMicroUsdPerToken', { more: 'its answers count as dearer', less: 'its answers count as cheaper' }],
  ['hosted.models[].firstTokenMs', { more: 'it counts as slower to begin', less: 'it counts as quicker to begin' }],
  ['hosted.models[].tokensPerSecond', { more: 'it counts as faster', less: 'it counts as slower' }],
  ['hosted.models[].quality', { any: 'how good it is expected to be' }],
  ['hosted.models[].quality.*', { more: 'it is expected to be better, and gets more queries', less: 'it is expected to be worse, and gets fewer queries' }],
  ['audit', { any: 'which kept answers a hosted model answers as well' }],
  ['audit.share', { more: 'more answers are audited: dearer, and known better', less: 'fewer answers are audited: cheaper, and known less well' }],
  ['audit.dailyCostMicroUsd', { more: 'audits may cost more a day', less: 'audits may cost less a day' }],
  ['safety', { any: 'what the safety rules look for' }],
  ['safety.rules', { any: 'what the safety rules look for' }],
  ['safety.rules[]', { any: 'the first that applies decides, so the order matters' }],
  ['safety.rules[].name', { any: 'it is shown under another name' }],
  ['safety.rules[].on', { any: 'it looks at another side of the conversation' }],
  ['safety.rules[].contains', { any: 'it applies to other words' }],
  ['safety.rules[].action', { any: 'what it applies to is answered otherwise' }],
];

const BY_PATH = new Map(WORDS);

/** `changeWords('accept.sensitive.legal', 0.9, 0.8)` → 'more answers on this subject stay on the device' */
export function changeWords(path: string, before: unknown, after: unknown): string | undefined {
  const pattern = patternOf(path);
  const words = BY_PATH.get(pattern) ?? BY_PATH.get(pattern.replace(/\.[^.[\]]+$/, '.*'));
  if (typeof before === 'number' && typeof after === 'number') return (after > before ? words?.more : words?.less) ?? words?.any;
  return words?.any ?? (words && 'a limit or an expectation comes or goes');
}

/** `patternOf('hosted.models[a/b.c].id')` → 'hosted.models[].id' */
function patternOf(path: string): string {
  return path.replace(/\[.*\]/, '[]');
}
