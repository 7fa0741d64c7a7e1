/** The text of `docs/troubleshooting.md`: every code with a message, its cause and its cure. */
import { join } from 'path';
import { ROOT } from './pages';
import { exampleOf } from '../../cli/explain/examples';
import { EXPLAINED, rowOf } from '../../cli/explain/explain';
import { placeOf } from '../../cli/explain/place';
import { lineOf } from '../../src/core/validate/finding';

export const TROUBLESHOOTING_FILE = join(ROOT, 'docs/troubleshooting.md');

const HEADER = `# Understand a message

You have a message with a code in brackets at its end, and want to know what it means and what to do.

\`\`\`text
[Topics/Summary/Summarise] 'inputs' has 'topc', but the prompt has no {{topc}}; did you mean 'topic'? \
[UnknownNodeInput]
\`\`\`

A message says where, what is wrong, and after the semicolon what to do. An error stops the synth, or the command; a
warning does not. \`bedrock-flows validate --explain UnknownNodeInput\` shows a code in the terminal, with its source
and how sure it is.

A rule that is wrong for your flow can be overruled, with a reason: \`flow.acknowledge('UnusedNodeOutput', 'the function
is called for what it does')\`. See [checks](checks.md).

This page is generated from the rules by \`npx projen rules\`.

## Messages without a code
`;

/** What the service, jsii and CloudFormation say, which has no code of ours: message, cause, cure. */
const OTHERS: readonly (readonly [string, string, string])[] = [
  [
    '`on-demand throughput isn\'t supported`, when the flow runs',
    'in this Region the model can be called only through an inference profile',
    'put `us.`, `eu.` or another geography before the id of the model: [models](models-and-prompts.md)',
  ],
  [
    '`AccessDeniedException`, when the flow runs',
    'your account has no access to the model, or a policy of your organization is in the way',
    'read [what is left to you](permissions.md)',
  ],
  [
    'several lines of jsii, without a place',
    'in Python, Java, C# or Go, a plain value where one of the flow is expected',
    'pass what `flow.input` or an output of a node gives',
  ],
];
const INDEX = '## Codes\n';

/** The text of the page. */
export function troubleshootingMarkdown(): string {
  const codes = [...EXPLAINED].sort();
  return [
    HEADER,
    '| You see | Cause | What to do |',
    '|---|---|---|',
    ...OTHERS.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    INDEX,
    `${codes.map((code) => `[${code}](#${code.toLowerCase()})`).join(' · ')}\n`,
    ...codes.flatMap(section),
  ].join('\n');
}

function section(code: string): readonly string[] {
  const { severity, meaning, remedy } = rowOf(code)!;
  const example = exampleOf(code);
  return [
    `### ${code}\n`,
    ...example ? [`\`\`\`text\n${lineOf(example.finding, placeOf(undefined, example.finding))}\n\`\`\`\n`] : [],
    `- Cause: what the message names breaks this rule: ${plain(meaning)}.`,
    `- Cure: ${plain(remedy)}.`,
    ...severity === 'warning' ? ['- A warning: the synth goes on.'] : [],
    '',
  ];
}

// what Markdown, or a page made of it, would take for its own
function plain(text: string): string {
  return text.replace(/[\\|*<]/g, '\\$&');
}
