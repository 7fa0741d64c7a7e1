/** The text of `docs/troubleshooting.md`: every code with a message, its rule and its remedy. */
import { join } from 'path';
import { ROOT } from './pages';
import { exampleOf } from '../../cli/explain/examples';
import { EXPLAINED, rowOf } from '../../cli/explain/explain';
import { placeOf } from '../../cli/explain/place';
import { lineOf } from '../../src/core/validate/finding';

export const TROUBLESHOOTING_FILE = join(ROOT, 'docs/troubleshooting.md');

const HEADER = `# Understand a message

You have a message with a code in brackets at its end, and want to know its meaning and remedy.

\`\`\`text
[Topics/Summary/Summarise] 'inputs' has 'topc', but the prompt has no {{topc}}; did you mean 'topic'? \
[UnknownNodeInput]
\`\`\`

A message contains the place, the problem, and after the semicolon the remedy. An error stops the synthesis or the
command; a warning does not. \`bedrock-flows validate --explain UnknownNodeInput\` explains a code in the terminal,
with its source and confidence.

To overrule a rule that does not apply to your flow, acknowledge it with a reason:
\`flow.acknowledge('UnusedNodeOutput', 'the function is called for its side effect')\`. See [checks](checks.md).

This page is generated from the rules by \`npx projen rules\`.

## Messages without a code
`;

/** Messages of the service, jsii and CloudFormation, which have no code: message, cause, remedy. */
const OTHERS: readonly (readonly [string, string, string])[] = [
  [
    '`on-demand throughput isn\'t supported`, when the flow runs',
    'in this Region the model can be called only through an inference profile',
    'put `us.`, `eu.` or another geography before the id of the model: [models](models-and-prompts.md)',
  ],
  [
    '`AccessDeniedException`, when the flow runs',
    'your account has no access to the model, or a policy of your organization denies the access',
    'see [permissions](permissions.md)',
  ],
  [
    'several lines of jsii, without a place',
    'in Python, Java, C# or Go, a plain value was passed instead of a value of the flow',
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
    `- Rule: ${plain(meaning)}.`,
    `- Remedy: ${plain(remedy)}.`,
    ...severity === 'warning' ? ['- A warning: the synthesis continues.'] : [],
    '',
  ];
}

// what Markdown, or a page made of it, would take for its own
function plain(text: string): string {
  return text.replace(/[\\|*<]/g, '\\$&');
}
