/** The pictures of terminals on the pages of commands: what is given there, and what the command prints. */

export interface Terminal {
  /** What is seen, for those who don't see it: the alternative text on the page. */
  readonly title: string;
  readonly commands: readonly string[];
  /** More are cut off. */
  readonly lines?: number;
  /** What is done in the folder before, unseen. */
  readonly before?: string;
  /** What the shell carries out, where it is not the command that is shown. */
  readonly real?: string;
}

const TAB = 'source <(npx bedrock-flows completion bash); COMP_WORDS=(bedrock-flows ""); COMP_CWORD=1; '
  + '_bedrock_flows; echo "${COMPREPLY[*]}"';

/** By the name of the page, in `docs/pictures/<name>.svg`. */
export const TERMINALS: Readonly<Record<string, Terminal>> = {
  code: {
    title: 'A terminal with the Python program that code prints: its imports, and the class of the stack',
    commands: ['npx bedrock-flows code flow.json --language python'],
    lines: 24,
  },
  completion: {
    title: 'A terminal where bedrock-flows is completed to the names of its commands',
    commands: ['bedrock-flows <Tab><Tab>'],
    real: TAB,
  },
  configuration: {
    title: 'A terminal with bedrock-flows.json, and run without arguments: it runs the cases that the file names',
    before: 'echo \'{ "source": "flow.json", "mocks": "mocks.json", "cases": "cases.jsonl" }\' > bedrock-flows.json',
    commands: ['cat bedrock-flows.json', 'npx bedrock-flows run'],
  },
  cost: {
    title: 'A terminal with the table that cost prints: tokens and cost of each node',
    commands: ['npx bedrock-flows cost flow.json --inputs cases.jsonl --mocks mocks.json'],
  },
  export: {
    title: 'A terminal with the JSON that export prints: name, role and nodes of the flow',
    commands: ['npx bedrock-flows export flow.json --set ExecutionRoleArn=arn:aws:iam::111122223333:role/Flow'],
    lines: 20,
  },
  init: {
    title: 'A terminal where init lists the files that it wrote, and the next commands',
    before: 'rm -rf support',
    commands: ['npx bedrock-flows init support'],
  },
  review: {
    title: 'A terminal with two requests that wait: id, subject, until when, execution and document',
    commands: ['npx bedrock-flows review --queue "$QUEUE"'],
    real: 'npx bedrock-flows review --queue "$QUEUE" --endpoint-url "$ENDPOINT"',
  },
  types: {
    title: 'A terminal with the TypeScript that types prints: what the function of a Lambda node gets and '
      + 'answers, and what callers send and get',
    commands: ['npx bedrock-flows types order.json | tail -30'],
  },
  validate: {
    title: 'A terminal with what validate finds: each finding with its place, what is wrong, what to do, and its code',
    commands: ['npx bedrock-flows validate broken.json', 'npx bedrock-flows validate --explain UnfulfilledNodeInput'],
  },
  verify: {
    title: 'A terminal where verify shows which cases are the same here as in the recording',
    commands: ['npx bedrock-flows verify recorded.json'],
  },
};
