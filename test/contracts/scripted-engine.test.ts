import { createScriptedEngine } from '../support/scripted-engine.ts';
import { describeEngine } from './engine.ts';

describeEngine('scripted', createScriptedEngine);
