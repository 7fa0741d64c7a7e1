/** The CDK command line, as users run it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ACCOUNT, type Emulator, REGION } from './emulator';

const CDK = resolve(__dirname, '../../node_modules/aws-cdk/bin/cdk');
const LIMIT_MS = 180_000;

export interface Outcome {
  readonly isOk: boolean;
  readonly text: string;
}

export class Cdk {
  public constructor(private readonly emulator: Emulator) {}

  public async bootstrap(): Promise<Outcome> {
    return this.called(['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
  }

  /** Deploys all stacks of the app. */
  public async deploy(build: (app: App) => void): Promise<Outcome> {
    return this.withAssembly(build, ['deploy', '--all', '--require-approval', 'never', '--progress', 'events']);
  }

  public async destroy(build: (app: App) => void): Promise<Outcome> {
    return this.withAssembly(build, ['destroy', '--all', '--force']);
  }

  private async withAssembly(build: (app: App) => void, argv: readonly string[]): Promise<Outcome> {
    const outdir = mkdtempSync(join(tmpdir(), 'test-deploy-app-'));
    try {
      const app = new App({ outdir });
      build(app);
      app.synth();
      return await this.called([...argv, '--app', outdir]);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  private async called(argv: readonly string[]): Promise<Outcome> {
    return new Promise((done) => {
      const child = spawn(process.execPath, [CDK, ...argv, '--ci', '--no-color', '--no-notices'], {
        env: this.emulator.env, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS, killSignal: 'SIGKILL',
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (piece: string) => { text += piece; });
      }
      child.on('error', (error) => done({ isOk: false, text: error.message }));
      child.on('close', (code) => done({ isOk: code === 0, text }));
    });
  }
}
