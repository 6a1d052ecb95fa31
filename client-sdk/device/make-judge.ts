// What judges the answers of the model that was loaded. Part of the chunk that comes with it.
import type { Calibration } from '../../src/calibration/calibration.ts';
import { createAssessor, type Assessor } from '../../src/confidence/assess-answer.ts';
import { acceptanceBar } from '../../src/route/acceptance-bar.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import { watchAnswer } from '../../src/route/watch-answer.ts';
import { deviceClass } from '../events/device-class.ts';
import type { LoadedModel } from './engine.ts';

/** The decisions about an answer of the device, with what was fitted for what runs here. */
export interface Judge extends Assessor {
  readonly acceptanceBar: typeof acceptanceBar;
  readonly acceptAnswer: typeof acceptAnswer;
  readonly watchAnswer: typeof watchAnswer;
}

/** @param own the app's, which goes before the one that came with the model, unless it is of something else and that one isn't */
export function makeJudge(model: string, loaded: LoadedModel, own: Calibration | undefined): Judge {
  const { dtype, revision, backend } = loaded;
  const running = { model, dtype, revision, deviceClass: deviceClass(backend) };
  const ofApp = own && createAssessor(own, running);
  const ofModel = createAssessor(loaded.calibration, running);
  // Where neither fits, the app hears why its own doesn't.
  const assessor = ofApp && (ofApp.calibration !== undefined || ofModel.calibration === undefined) ? ofApp : ofModel;
  return { ...assessor, acceptanceBar, acceptAnswer, watchAnswer };
}
