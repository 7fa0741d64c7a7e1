/** Every way to break a flow that the tests know. */
import type { Fault } from './draft';
import { FAULTS_OF_EXPRESSIONS } from './faults-of-expressions';
import { FAULTS_OF_KINDS } from './faults-of-kinds';
import { FAULTS_OF_NAMES } from './faults-of-names';
import { FAULTS_OF_SHAPE } from './faults-of-shape';
import { FAULTS_OF_TYPES } from './faults-of-types';
import { FAULTS_OF_VALUES } from './faults-of-values';
import { FAULTS_OF_WIRING } from './faults-of-wiring';

export const FAULTS: readonly Fault[] = [
  ...FAULTS_OF_NAMES, ...FAULTS_OF_WIRING, ...FAULTS_OF_EXPRESSIONS, ...FAULTS_OF_KINDS, ...FAULTS_OF_TYPES,
  ...FAULTS_OF_VALUES, ...FAULTS_OF_SHAPE,
];
