import type { Terminal } from './handlers/ask-user';
import { User } from './handlers/ask-user';
import { Aws } from './handlers/aws/aws';
import { NodeWorkers } from './handlers/node-worker';
import { PythonWorker } from './handlers/python-worker';
import type { Log } from './log';
import { STANDARD_ERROR } from './log';

export interface ToolOptions {
  /** Whether handlers must answer at once. */
  readonly isSync: boolean;
  /** The program that runs Python 3. Default: `python3`, on Windows `python`. */
  readonly python?: string;
  /** Default: the standard input and the standard error. */
  readonly terminal?: Terminal;
  /** Whether sequences go on from one run to the next. Default: false */
  readonly goesOn?: boolean;
  /** Takes what handlers print. Default: the standard error. */
  readonly log?: Log;
}

/** What the handlers of a flow share, and what must be let go of after its runs. */
export class Tools {
  public readonly isSync: boolean;
  public readonly python: string;
  public readonly goesOn: boolean;
  /** What Storage nodes have written to memory. */
  public readonly written = new Map<string, string>();
  private readonly closers: (() => void)[] = [];
  private workerMade: PythonWorker | undefined;
  private nodesMade: NodeWorkers | undefined;
  private userMade: User | undefined;
  private readonly awsMade = new Map<string | undefined, Aws>();

  public constructor(private readonly options: ToolOptions) {
    this.isSync = options.isSync;
    this.goesOn = options.goesOn === true;
    this.python = options.python ?? (process.platform === 'win32' ? 'python' : 'python3');
  }

  /** The Python that runs inline code; it starts with the first code. */
  public get worker(): PythonWorker {
    if (!this.workerMade) {
      const worker = this.workerMade = new PythonWorker(this.python);
      this.closers.push(() => worker.close());
    }
    return this.workerMade;
  }

  /** The processes of handlers in JavaScript; each starts when it is needed. */
  public get nodeWorkers(): NodeWorkers {
    if (!this.nodesMade) {
      const workers = this.nodesMade = new NodeWorkers(this.options.log ?? STANDARD_ERROR);
      this.closers.push(() => workers.close());
    }
    return this.nodesMade;
  }

  public get user(): User {
    if (!this.userMade) {
      const { terminal } = this.options;
      const user = this.userMade = new User(terminal && (() => terminal));
      this.closers.push(() => user.stop());
    }
    return this.userMade;
  }

  public aws(region?: string): Aws {
    const known = this.awsMade.get(region);
    if (known) { return known; }
    const aws = new Aws(region === undefined ? {} : { region });
    this.awsMade.set(region, aws);
    this.closers.push(() => aws.close());
    return aws;
  }

  /** Ends Python, the terminal and connections. What is asked for afterwards starts anew. */
  public close(): void {
    for (const close of this.closers.splice(0)) { close(); }
    this.workerMade = undefined;
    this.nodesMade = undefined;
    this.userMade = undefined;
    this.awsMade.clear();
  }
}
