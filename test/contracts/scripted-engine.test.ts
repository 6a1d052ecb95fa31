import { createScriptedEngine } from '../support/scripted-engine.ts';
import { describeEngine } from './engine.ts';

describeEngine('the scripted engine', createScriptedEngine);
