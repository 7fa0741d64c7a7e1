/**
 * What whoever runs a flow can get wrong, by code: it ends the run by being thrown. What goes wrong inside a flow is
 * part of its log instead.
 */
import type { RunCode } from '../constraints/codes';
import { RUN_CODES } from '../constraints/codes';

export interface RunMistake {
  readonly code: RunCode;
  /** What holds of a run that is right. */
  readonly meaning: string;
  readonly remedy: string;
}

const MISTAKES: { readonly [C in RunCode]: Omit<RunMistake, 'code'> } = {
  Aborted: { meaning: 'a run is not aborted by its signal', remedy: 'start it again' },
  IllegalInput: {
    meaning: 'a run gets valid input: a value for its Input node, an answer for the agent that asks, a known command '
      + 'or key',
    remedy: 'pass what the message names',
  },
  IllegalMock: {
    meaning: 'a mock has a known kind, valid values, and a node that this kind can answer for',
    remedy: 'see mocks.schema.json',
  },
  IllegalOption: {
    meaning: 'options of a run are within their limits', remedy: 'choose one of the values that the message names',
  },
  IllegalSettlement: {
    meaning: 'a handler answers once, with plain data: {value: …}, {error: {code, message}} or, for an agent, '
      + '{inputRequired: …}',
    remedy: 'correct the handler',
  },
  IllegalSnapshot: {
    meaning: 'a saved run continues with the definition that it was saved with',
    remedy: 'restore it with that definition, or start a new run',
  },
  MissingHandler: {
    meaning: 'each node that runs has a mock or a handler, unless the runner evaluates it itself',
    remedy: 'add the mock that the message shows',
  },
  MissingPackage: {
    meaning: 'the package that a mock needs, such as a client of the AWS SDK, is installed in the project',
    remedy: 'install it',
  },
  MissingProgram: {
    meaning: 'the program of a mock exists on this machine and can be started',
    remedy: 'install it, or correct the command or --python',
  },
  NoAccount: {
    meaning: 'an account answers the calls of a run',
    remedy: 'provide credentials, a Region, permissions and existing resources; or mock the node in another way',
  },
  NoAnswer: {
    meaning: 'a person answers for a node with "user"', remedy: 'run it on a terminal, or mock the node with "returns"',
  },
  NoFlow: {
    meaning: 'the source contains a flow, and it is clear which one',
    remedy: 'give a CloudFormation template with an AWS::Bedrock::Flow, an answer of GetFlow, an export of the '
      + 'console, or a definition; choose one of several by its id',
  },
  OnlyAsynchronous: {
    meaning: 'a synchronous run has only mocks that answer at once',
    remedy: 'use runFlow or the command, or give "returns" or "replay"',
  },
  ReplayMismatch: {
    meaning: 'a recording has each call that the flow makes, with the same request', remedy: 'record it again',
  },
  SequenceEnded: {
    meaning: 'a mock with a list of answers has one for each call',
    remedy: 'add one, or "repeat": "last" or "cycle"',
  },
  UnreadableFile: {
    meaning: 'each file of a run can be read and has the right form',
    remedy: 'correct the file, or its path',
  },
  UnrunnableFlow: {
    meaning: 'a definition can be run: the message names each rule that it breaks',
    remedy: 'correct the definition',
  },
};

export const RUN_MISTAKES: readonly RunMistake[] = RUN_CODES.map((code) => ({ code, ...MISTAKES[code] }));
