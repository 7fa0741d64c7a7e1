/**
 * Mocks as they are in a mock file: plain JSON, so that every language and the command share them. `mocks.schema.json`
 * says the same for editors; it is written from `kinds/`.
 */
import type { EffectType, ExceptionCode, TokenUsage } from '../../core/simulate/types';
import type { Repeat } from '../handlers/fixed';

export interface MockFile {
  /** For editors. */
  readonly $schema?: string;
  /** The input of the flow where none is given. */
  readonly input?: unknown;
  /** By the name of the node. */
  readonly nodes?: { readonly [name: string]: Mock };
  /** By type, for nodes that have no mock of their own. */
  readonly types?: { readonly [T in EffectType]?: Mock };
}

interface Latency {
  /** How long the answer takes, in milliseconds of the time of the run. */
  readonly latencyMs?: number;
}

interface TimeLimit {
  /** After how long the program is ended. */
  readonly timeoutSeconds?: number;
}

/** The node gives this value. */
export interface ReturnsMock extends Latency {
  readonly returns: unknown;
  /** Of a Prompt: the tokens that its trace shows. */
  readonly usage?: TokenUsage;
  /** Of a Prompt: why the model stopped, such as `max_tokens`. */
  readonly stopReason?: string;
}

/** A guardrail steps in: its message is what the node gives. */
export interface IntervenesMock extends Latency { readonly intervenes: string }

/** The node fails with an exception of the service. */
export interface ThrowsMock extends Latency {
  readonly throws: {
    readonly error: ExceptionCode;
    readonly message: string;
    readonly resourceName?: string;
    readonly reason?: string;
  };
}

/** The agent asks the user. */
export interface AsksMock extends Latency { readonly asks: unknown }

/** One value for each call or iteration. */
export interface SequenceMock extends Latency { readonly sequence: readonly unknown[]; readonly repeat?: Repeat }

/** One mock for each call or iteration. */
export interface CallsMock { readonly calls: readonly Mock[]; readonly repeat?: Repeat }

/** A program that reads JSON from its standard input and writes JSON to its standard output. */
export interface CommandMock extends TimeLimit { readonly command: readonly string[] }

/** The code of a Lambda function: `./handler.js#handler`, `./handler.py#handler`. */
export interface LambdaMock extends TimeLimit { readonly lambda: string }

/** The inline code of the node, run by the Python 3 of the machine. No sandbox. */
export interface PythonMock extends TimeLimit { readonly python: true }

/** Answers of a recording. */
export interface ReplayMock { readonly replay: string }

/** A person at the terminal answers. */
export interface UserMock { readonly user: true }

/** Objects in memory, by key: what a Retrieval node reads and a Storage node writes. */
export interface ObjectsMock { readonly objects: { readonly [key: string]: string } }

/** A folder in place of the bucket. */
export interface FolderMock { readonly folder: string }

/** The real service. */
export interface AwsMock { readonly aws: true; readonly region?: string }

/** A model behind an endpoint that speaks the chat completions of OpenAI. */
export interface OpenaiMock extends TimeLimit {
  readonly openai: { readonly baseUrl: string; readonly model: string; readonly apiKeyEnv?: string };
}

/** What a mock of each kind holds, by the key that says which kind it is. `MOCK_KINDS` says the rest. */
export interface MockShapes {
  readonly returns: ReturnsMock;
  readonly intervenes: IntervenesMock;
  readonly throws: ThrowsMock;
  readonly asks: AsksMock;
  readonly sequence: SequenceMock;
  readonly calls: CallsMock;
  readonly command: CommandMock;
  readonly lambda: LambdaMock;
  readonly python: PythonMock;
  readonly replay: ReplayMock;
  readonly user: UserMock;
  readonly objects: ObjectsMock;
  readonly folder: FolderMock;
  readonly aws: AwsMock;
  readonly openai: OpenaiMock;
}

export type MockKind = keyof MockShapes;

export type Mock = MockShapes[MockKind];

type KeysOf<T> = T extends unknown ? keyof T : never;

/** What mocks have beside the key of their kind. */
export type MockOption = Exclude<KeysOf<Mock>, MockKind>;
