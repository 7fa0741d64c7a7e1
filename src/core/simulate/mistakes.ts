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
  Aborted: { meaning: 'a run goes on until its signal says stop', remedy: 'start it again' },
  IllegalInput: {
    meaning: 'a run is given what it takes: an input for its Input node, an answer for the agent that asks, a command '
      + 'or a key that is known',
    remedy: 'give what the message names',
  },
  IllegalMock: {
    meaning: 'a mock has one of the known kinds, with values of the right form, for a node that can have it',
    remedy: 'see mocks.schema.json',
  },
  IllegalOption: {
    meaning: 'options of a run are within their limits', remedy: 'choose one of the values that the message names',
  },
  IllegalSettlement: {
    meaning: 'a handler answers once, with plain data: {value: …}, {error: {code, message}} or, of an agent, '
      + '{inputRequired: …}',
    remedy: 'correct the handler',
  },
  IllegalSnapshot: {
    meaning: 'a saved run goes on with the definition it was saved from', remedy: 'restore it with that, or start anew',
  },
  MissingHandler: {
    meaning: 'something answers for each node that runs and is not worked out here',
    remedy: 'add the mock that the message shows',
  },
  MissingPackage: {
    meaning: 'the package that a mock needs, such as a client of the AWS SDK, is installed in the project',
    remedy: 'install it',
  },
  MissingProgram: {
    meaning: 'the program that a mock runs is on this machine and can be started',
    remedy: 'install it, or correct the command or --python',
  },
  NoAccount: {
    meaning: 'an account answers when one is asked',
    remedy: 'give credentials, a Region, and what is there and may be used; or mock the node in another way',
  },
  NoAnswer: {
    meaning: 'a person answers for a node with "user"', remedy: 'run it on a terminal, or mock the node with "returns"',
  },
  NoFlow: {
    meaning: 'what is given holds a flow, and it is clear which',
    remedy: 'give a CloudFormation template with an AWS::Bedrock::Flow, an answer of GetFlow, an export of the '
      + 'console, or a definition; choose one of several by its id',
  },
  OnlyAsynchronous: {
    meaning: 'what takes its time is waited for', remedy: 'use runFlow or the command, or give "returns" or "replay"',
  },
  ReplayMismatch: {
    meaning: 'a recording has each call that the flow makes, with the same request', remedy: 'record it again',
  },
  SequenceEnded: {
    meaning: 'a mock that answers in turn has an answer for each call',
    remedy: 'add one, or "repeat": "last" or "cycle"',
  },
  UnreadableFile: {
    meaning: 'each file that a run is given can be read and has the right form',
    remedy: 'correct the file, or its path',
  },
  UnrunnableFlow: {
    meaning: 'a definition has what a run takes: the message names each rule that it breaks',
    remedy: 'correct the definition',
  },
};

export const RUN_MISTAKES: readonly RunMistake[] = RUN_CODES.map((code) => ({ code, ...MISTAKES[code] }));
