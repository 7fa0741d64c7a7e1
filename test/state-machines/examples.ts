/** The state machines of the examples: what answers behind their flows, and how their executions must end. */
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Case, Expected } from './case';
import { ArticlePipelineStack } from '../../examples/article-pipeline/stack';
import { ContractDocumentsStack } from '../../examples/contract-documents/stack';
import { LoanDecisionStack } from '../../examples/loan-decision/stack';
import { NightlyBatchStack } from '../../examples/nightly-batch/stack';
import { ResearchSynthesisStack } from '../../examples/research-synthesis/stack';

export interface ExampleMachines {
  /** The folder of the example. */
  readonly name: string;
  readonly stack: new (scope: Construct, id: string) => Stack;
  /** The files with mocks of flows, by the ids of these; for others there is `mocks.json`. */
  readonly mocks?: Readonly<Record<string, string>>;
  /** Mocks of nodes, by the ids of flows, instead of those of the example. */
  readonly nodes?: Readonly<Record<string, Readonly<Record<string, object>>>>;
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
    Assess: {
      Summarise: byInput(['boat', 'A boat.'], ['', 'A heat pump.']),
      Risk_Classify: byInput(['boat', 'High.'], ['', 'low']),
    },
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
  nodes: { Call: { Kind_Classify: byInput(['heating', 'Complaint.'], ['', 'Other.']) } },
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

const LEASE = 'contracts/lease-17.txt';
const MIETE = 'contracts/miete-17.txt';
const RENT = 'Rent: 900 euros.';
const miete = (title: string, says: string, expected: Expected): Case => ({
  machine: 'Contract',
  title,
  input: { key: MIETE },
  expected,
  review: {
    subject: `Summary of ${MIETE}`, document: { key: MIETE, isDoubtful: true, summary: RENT }, says,
  },
});
const CONTRACTS: ExampleMachines = {
  name: 'contract-documents',
  stack: ContractDocumentsStack,
  refusals: 2,
  cases: [{
    machine: 'Contract',
    title: 'a good summary, throttled at first',
    input: { key: LEASE },
    expected: {
      output: { key: LEASE, status: 'stored' },
      objects: { Summaries: { [LEASE]: 'Rent: 900 euros, due on the third.' } },
    },
  }, miete('a doubtful summary that is approved', 'a good enough\n', {
    output: { key: MIETE, status: 'stored' }, objects: { Summaries: { [MIETE]: RENT } },
  }), miete('a doubtful summary that is rejected', 'r no date\n', {
    output: { key: MIETE, status: 'rejected', reason: 'no date' }, objects: { Summaries: {} },
  }), {
    machine: 'Contract',
    title: 'a contract that is gone',
    input: { key: 'contracts/gone.txt' },
    expected: {
      output: { key: 'contracts/gone.txt', status: 'missed' },
      messages: { Missed: [{ key: 'contracts/gone.txt', error: 'DependencyFailedException' }] },
    },
  }],
};

const PARTS = 'What does it cost?\n\n How cold may it be? \n';
const STORED = { bucket: '*', key: '*' };
const RESEARCH: ExampleMachines = {
  name: 'research-synthesis',
  stack: ResearchSynthesisStack,
  mocks: { Decompose: 'decompose.mocks.json', LookUp: 'look-up.mocks.json' },
  nodes: {
    Decompose: { Divide: byInput(['ban', 'What does it cost?\nIs it banned?'], ['', PARTS]) },
    // nothing answers whether it is banned
    LookUp: { Find_Answer: byInput(['How cold', 'Down to -15 °C.'], ['What does it cost', '20,000 euros.']) },
    Brief: { Write: byInput(['could not be looked up', 'Partly.'], ['-15', 'Both.'], ['', 'One.']) },
  },
  refusals: 2,
  cases: [{
    machine: 'Research',
    title: 'two parts, throttled at first',
    input: { question: 'Should the town heat its schools with heat pumps?' },
    expected: { output: STORED, objects: { Briefings: { 'briefings/*.md': 'Both.' } } },
  }, {
    machine: 'Research',
    title: 'one part can not be looked up',
    input: { question: 'Should the town ban heat pumps?' },
    expected: { output: STORED, objects: { Briefings: { 'briefings/*.md': 'Partly.' } } },
  }],
};

const article = (topic: string) => ({ topic, objectKey: 'articles/new.md' });
const ARTICLES: ExampleMachines = {
  name: 'article-pipeline',
  stack: ArticlePipelineStack,
  nodes: {
    Article: {
      Route_Classify: byInput(['quantum', 'Hard.'], ['', 'easy']),
      Compose: { throws: { error: 'serviceQuotaExceededException', message: 'used up' } },
    },
  },
  refusals: 2,
  cases: [{
    machine: 'Writing',
    title: 'an easy topic, throttled at first',
    input: article('heat pumps'),
    expected: { output: { article: '*' }, messages: { Later: [] } },
  }, {
    machine: 'Writing',
    title: 'a hard topic, when the quota of the strong model is used up',
    input: article('quantum gravity'),
    expected: { output: { article: null }, messages: { Later: [article('quantum gravity')] } },
  }],
};

export const EXAMPLE_MACHINES: readonly ExampleMachines[] = [LOAN, NIGHT, CONTRACTS, RESEARCH, ARTICLES];
