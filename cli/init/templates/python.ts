/** A new app in Python, with tests in pytest. */
import { CASES, CDK_IGNORED, json, mocks, type Template } from './shared';

const STACK = `"""Classifies a message, and answers refund requests in a different way."""

from aws_cdk import Stack
from cdk_bedrock_flows import (
    ConditionNode, Flow, FlowDataType, FlowInference, FlowModel, FlowPrompt, OutputNode, PromptNode,
)
from constructs import Construct


class SupportStack(Stack):
    def __init__(self, scope: Construct, id: str, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        self.flow = Flow(self, "Support", input_type=FlowDataType.OBJECT)
        message = self.flow.input.string_at("message")
        model = FlowModel.from_model_id("us.amazon.nova-lite-v1:0")
        short = FlowInference(max_tokens=300)

        classify = PromptNode(
            self.flow, "Classify",
            model=model,
            prompt=FlowPrompt.inline(
                "Answer with one word, refund or other: {{message}}",
                inference=FlowInference(max_tokens=5, temperature=0),
            ),
            inputs={"message": message},
        )
        route = ConditionNode(self.flow, "Route", inputs={"category": classify.model_completion})
        refund = PromptNode(
            self.flow, "RefundReply",
            model=model,
            prompt=FlowPrompt.inline("Explain how to get a refund: {{message}}", inference=short),
            inputs={"message": message},
            run_when=route.when("isRefund", 'category == "refund"'),
        )
        other = PromptNode(
            self.flow, "OtherReply",
            model=model,
            prompt=FlowPrompt.inline("Answer kindly: {{message}}", inference=short),
            inputs={"message": message},
            run_when=route.otherwise(),
        )
        OutputNode(self.flow, "RefundAnswer", document=refund.model_completion)
        OutputNode(self.flow, "OtherAnswer", document=other.model_completion)
`;

const TEST = `from aws_cdk import App
from cdk_bedrock_flows.testing import FlowSimulator, NodeMock
from support_stack import SupportStack


def simulator() -> FlowSimulator:
    return FlowSimulator.from_flow(SupportStack(App(), "Support").flow)


def test_a_refund_has_its_own_answer():
    flow = simulator()
    flow.mock("Classify", NodeMock.returns("refund"))
    flow.mock("RefundReply", NodeMock.returns("You get your money back."))
    run = flow.run({"message": "I want my money back."})
    assert run.output("RefundAnswer") == "You get your money back."


def test_other_messages_are_answered():
    flow = simulator()
    flow.mock("Classify", NodeMock.returns("other"))
    flow.mock("OtherReply", NodeMock.returns("Thank you."))
    run = flow.run({"message": "What a nice shop."})
    assert run.output("OtherAnswer") == "Thank you."
`;

const WORKFLOW = `name: ci
on: [push, pull_request]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - uses: actions/setup-python@v5
        with: { python-version: "3.12", cache: pip }
      - run: pip install -r requirements.txt
      - run: python -m pytest
      - run: npx --yes aws-cdk@2 synth --quiet
      - run: >-
          npx --yes -p cdk-bedrock-flows bedrock-flows run cdk.out
          --inputs cases.jsonl --mocks mocks.json --junit report.xml
`;

const README = `# Support

A flow of Amazon Bedrock that classifies a message and answers it, in the AWS CDK.

| Command | Does |
|---|---|
| \`python -m pytest\` | runs the flow with mocks, without an account |
| \`npx aws-cdk@2 synth --quiet\` | checks the flow, and writes the template to \`cdk.out\` |
| \`npx -p cdk-bedrock-flows bedrock-flows\` | suggests what to do next, such as to run each line of \`cases.jsonl\` |
| \`npx aws-cdk@2 deploy\` | deploys it; its model must be available to your account |

Next: https://github.com/cdk-bedrock-flows/cdk-bedrock-flows/tree/main/docs
`;

/** @param version of the package, as pip names it; nothing for the newest */
export function python(version: string): Template {
  return {
    files: {
      'requirements.txt':
        `aws-cdk-lib>=2.224.0,<3\ncdk-bedrock-flows${version}\nconstructs>=10.0.10,<11\npytest>=8,<9\n`,
      'cdk.json': json({ app: 'python3 app.py' }),
      '.gitignore': `${['.venv/', '__pycache__/', '.pytest_cache/', ...CDK_IGNORED].join('\n')}\n`,
      'app.py': `from aws_cdk import App
from support_stack import SupportStack

app = App()
SupportStack(app, "Support")
app.synth()
`,
      'support_stack.py': STACK,
      'test_support.py': TEST,
      'mocks.json': mocks(),
      'cases.jsonl': CASES,
      '.github/workflows/ci.yml': WORKFLOW,
      'README.md': README,
    },
    next: [
      'python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt',
      'python -m pytest',
      'npx aws-cdk@2 synth --quiet',
    ],
  };
}
