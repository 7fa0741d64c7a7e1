/** The state machines of the examples: what answers behind their flows, and how their executions must end. */
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Case } from './case';
import { LoanDecisionStack } from '../../examples/loan-decision/stack';
import { NightlyBatchStack } from '../../examples/nightly-batch/stack';

export interface ExampleMachines {
  /** The folder of the example. */
  readonly name: string;
  readonly stack: new (scope: Construct, id: string) => Stack;
  /** Mocks of nodes, instead of those of the example. */
  readonly nodes?: Readonly<Record<string, object>>;
  /** How many calls of the flow are throttled before one gets through. */
  readonly refusals?: number;
  readonly cases: readonly Case[];
}

/** An answer for each text that may be in what a node gets. */
function byInput(...answers: readonly (readonly [text: string, answer: unknown])[]): object {
  return { command: ['node', join(__dirname, 'answers.mjs'), JSON.stringify(answers)] };
}

const BOAT = { income: 20000, sum: 90000, purpose: 'a boat' };
const LOAN: ExampleMachines = {
  name: 'loan-decision',
  stack: LoanDecisionStack,
  nodes: {
    Summarise: byInput(['boat', 'A boat.'], ['', 'A heat pump.']),
    Risk_Classify: byInput(['boat', 'High.'], ['', 'low']),
  },
  cases: [{
    machine: 'Decision',
    title: 'in doubt',
    input: BOAT,
    expected: { output: { decision: 'refused', reason: 'too much' } },
    review: {
      subject: 'Loan of 90000',
      document: { application: BOAT, found: { Doubtful: 'A boat.' } },
      says: 'r too much\n',
    },
  }, {
    machine: 'Decision',
    title: 'clear',
    input: { income: 48000, sum: 12000, purpose: 'a heat pump' },
    expected: { output: { decision: 'granted' } },
  }],
};

const COMPLAINT = 'The heating broke again and nobody came. Someone comes tomorrow.';
const CALL = 'calls/2026-11-29/17.txt';
const OTHER_CALL = 'calls/2026-11-29/18 Müller+Co.txt';
const NIGHT: ExampleMachines = {
  name: 'nightly-batch',
  stack: NightlyBatchStack,
  nodes: { Kind_Classify: byInput(['heating', 'Complaint.'], ['', 'Other.']) },
  refusals: 2,
  cases: [{
    machine: 'Nights',
    title: 'the day before, throttled at first',
    input: { scheduledTime: '2026-11-30T02:00:00Z' },
    objects: { Calls: { [CALL]: '', [OTHER_CALL]: '', 'calls/2026-11-28/1.txt': '', 'calls/2026-11-29/': '' } },
    expected: {
      output: [
        { skipped: 'calls/2026-11-29/' },
        { executionId: '*', outputs: { Complaint: COMPLAINT } },
        { executionId: '*', outputs: { Other: 'Other.' } },
      ],
    },
  }, {
    machine: 'Nights',
    title: 'a day that is named',
    input: { day: '2026-11-29' },
    objects: { Calls: { [OTHER_CALL]: '' } },
    expected: { output: [{ executionId: '*', outputs: { Other: 'Other.' } }] },
  }, {
    machine: 'Nights',
    title: 'a call that is gone when it is read',
    input: { day: '2026-11-27' },
    objects: { Calls: { 'calls/2026-11-27/gone.txt': '' } },
    expected: { error: 'NightFailed', cause: 'the topic was told' },
  }],
};

export const EXAMPLE_MACHINES: readonly ExampleMachines[] = [LOAN, NIGHT];
