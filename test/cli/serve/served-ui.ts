/** An endpoint with pages, whose model answers when the test lets it. */
import { serveFlows } from '../../../cli/serve/endpoint';
import { LocalBackend } from '../../../cli/serve/local-backend';
import { ServedFlow } from '../../../cli/serve/served-flow';
import { Ui } from '../../../cli/serve/ui/ui';
import type { AsyncHandler } from '../../../src/core/simulate';
import { triage } from '../picture/support';

export interface Served {
  readonly url: string;
  readonly ui: Ui;
  /** Lets the model answer. */
  answer(): void;
  invoke(): Promise<Response>;
  page(path: string, headers?: Record<string, string>): Promise<Response>;
}

export async function served(test: (served: Served) => Promise<void>): Promise<void> {
  let answer: () => void = () => undefined;
  const waits = new Promise<void>((resolve) => { answer = resolve; });
  const slow: AsyncHandler = async () => {
    await waits;
    return { value: 'refund' };
  };
  const flow = new ServedFlow({ name: 'Triage5CFB64A3', title: 'Triage', definition: triage(), prompts: {} },
    { handlers: { nodes: { Classify: slow, Refund: () => ({ value: 'done' }) } } });
  const ui = new Ui(() => [flow]);
  flow.watcher = ui.runs;
  const backend = new LocalBackend();
  backend.serve([{ names: ['Triage'], flow }]);
  const endpoint = await serveFlows(backend, { ui, isLocalName: () => true });
  const { url } = endpoint;
  try {
    await test({
      url,
      ui,
      answer,
      invoke: async () => fetch(`${url}/flows/Triage/aliases/TSTALIASID`, {
        method: 'POST',
        body: JSON.stringify({
          inputs: [{ nodeName: 'Start', nodeOutputName: 'document', content: { document: 'my money' } }],
        }),
      }),
      page: async (path, headers = {}) => fetch(`${url}${path}`, { headers }),
    });
  } finally {
    answer();
    await endpoint.close();
    backend.close();
  }
}
