"""What ordinary apps do to a published flow, in Python.

Each program, behind a plain alias and a canary, synthesizes or raises the code beside it.
"""

import json
import re
import tempfile
from pathlib import Path

from aws_cdk import App, Aws, CfnParameter, Duration, Environment, NestedStack, RemovalPolicies, Stack, Tags
from aws_cdk import aws_bedrock as bedrock
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ssm as ssm
from cdk_bedrock_flows import (
    CanaryFlowAlias,
    Flow,
    FlowAlias,
    FlowDefinition,
    FlowGuardrail,
    FlowModel,
    FlowPrompt,
    FlowVersion,
    OutputNode,
    PromptNode,
    TrafficShift,
)

ACCOUNT = "111122223333"
CODE = re.compile(r"\[([A-Z][A-Za-z]+)\]")
# what the library adds to the id of a resource that is made anew with its content
HASH = re.compile(r"[0-9A-F]{8}[0-9a-f]{16}")


class World:
    """A stack, another one of its account and Region, one elsewhere, and how a flow is published."""

    def __init__(self, canary: bool, outdir: str) -> None:
        self.app = App(outdir=outdir)
        self.canary = canary
        home = Environment(account=ACCOUNT, region="eu-central-1")
        self.stack = Stack(self.app, "S", env=home)
        self.other = Stack(self.app, "Other", env=home)
        self.far = Stack(self.app, "Far", env=Environment(account=ACCOUNT, region="us-east-1"))

    def flow(self, construct_id: str = "F", scope=None, **props) -> Flow:
        prompt = props.pop("prompt", None) or FlowPrompt.inline("Summarise: {{topic}}")
        model = props.pop("model", None) or FlowModel.from_model_id("eu.amazon.nova-micro-v1:0")
        guardrail = props.pop("node_guardrail", None)
        flow = Flow(scope or self.stack, construct_id, **props)
        node = PromptNode(flow, "Write", model=model, prompt=prompt, inputs={"topic": flow.input}, guardrail=guardrail)
        OutputNode(flow, "Answer", document=node.model_completion)
        return flow

    def publish(self, flow: Flow, construct_id: str = "L", **props):
        if self.canary:
            return CanaryFlowAlias(Stack.of(flow), construct_id, flow=flow, **props)
        return FlowAlias(Stack.of(flow), construct_id, flow=flow, alias_name="live")


def grants(world: World) -> None:
    flow = world.flow()
    s3.Bucket(world.stack, "B").grant_read(flow)
    kms.Key(world.stack, "K").grant_decrypt(flow.role)
    world.publish(flow)


def own_role_with_grants(world: World) -> None:
    role = iam.Role(world.stack, "R", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com"))
    s3.Bucket(world.stack, "B").grant_read(role)
    world.publish(world.flow(role=role))
    world.flow("Unpublished", role=role)


def joined_tokens(world: World) -> None:
    Tags.of(world.stack).add("owner", f"team-{Aws.STACK_NAME}")
    key = kms.Key.from_key_arn(
        world.stack,
        "K",
        f"arn:{Aws.PARTITION}:kms:{Aws.REGION}:{Aws.ACCOUNT_ID}:key/11111111-2222-3333-4444-555555555555",
    )
    world.publish(world.flow(flow_name=f"summary-{Aws.REGION}", description=f"of {Aws.STACK_NAME}", encryption_key=key))


def role_by_name(world: World) -> None:
    world.publish(world.flow(role=iam.Role.from_role_name(world.stack, "R", "flows")))


def shared_role_of_two_stacks(world: World) -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:role/shared"
    for stack in (world.stack, world.other):
        world.publish(world.flow(scope=stack, role=iam.Role.from_role_arn(stack, "R", arn)))


def nine_flows(world: World) -> None:
    for at in range(9):
        world.publish(world.flow(f"F{at}"), f"L{at}")


def forty_flows_of_one_role(world: World) -> None:
    role = iam.Role(world.stack, "R", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com"))
    for at in range(40):
        flow = world.flow(f"F{at}", role=role)
        if not world.canary or at < 5:
            world.publish(flow, f"L{at}")


def arn_far_away(world: World) -> None:
    flow = world.flow()
    world.publish(flow)
    ssm.StringParameter(world.far, "P", string_value=flow.flow_arn)


def arn_in_another_stack(world: World) -> None:
    flow = world.flow()
    alias = world.publish(flow)
    ssm.StringParameter(world.other, "P", string_value=flow.flow_arn)
    ssm.StringParameter(
        world.other, "A", string_value=alias.promoted_alias.flow_alias_arn if world.canary else alias.flow_alias_arn
    )


def version_number_in_another_stack(world: World) -> None:
    flow = world.flow()
    world.publish(flow)
    ssm.StringParameter(world.other, "P", string_value=flow.current_version.version)


def caller_of_another_stack(world: World) -> None:
    alias = world.publish(world.flow())
    role = iam.Role(world.other, "R", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    alias.grant_invoke(role) if world.canary else alias.grants.invoke(role)


def caller_of_another_account(world: World) -> None:
    alias = world.publish(world.flow())
    caller = iam.AccountPrincipal("444455556666")
    alias.grant_invoke(caller) if world.canary else alias.grants.invoke(caller)


def metrics_elsewhere(world: World) -> None:
    alias = world.publish(world.flow())
    if world.canary:
        cloudwatch.Alarm(world.other, "A", metric=alias.metric_invocations(), threshold=1, evaluation_periods=1)


def security_stack(world: World) -> None:
    guardrail = bedrock.CfnGuardrail(
        world.other, "G", name="g", blocked_input_messaging="no", blocked_outputs_messaging="no"
    )
    world.publish(world.flow(node_guardrail=FlowGuardrail.from_published(guardrail)))


def guardrail_of_the_app(world: World) -> None:
    guardrail = bedrock.CfnGuardrail(
        world.stack, "G", name="g", blocked_input_messaging="no", blocked_outputs_messaging="no"
    )
    world.publish(world.flow(node_guardrail=FlowGuardrail.from_published(guardrail)))


def many_prompts(world: World) -> None:
    flow = world.flow()
    for at in range(24):
        node = PromptNode(
            flow,
            f"P{at}",
            model=FlowModel.from_model_id("eu.amazon.nova-micro-v1:0"),
            prompt=FlowPrompt.inline("{{topic}}"),
            inputs={"topic": flow.input},
        )
        if at < 12:
            OutputNode(flow, f"O{at}", document=node.model_completion)
    flow.acknowledge("QuotaExceeded", "raised for this account")
    flow.acknowledge("UnusedNodeOutput", "only their number matters here")
    world.publish(flow)


def parameter_in_the_definition(world: World) -> None:
    tokens = CfnParameter(world.stack, "MaxTokens", type="Number")
    world.publish(world.flow(prompt=FlowPrompt.inline("{{topic}}", inference={"max_tokens": tokens.value_as_number})))


def retained_by_parameter(world: World) -> None:
    world.publish(
        world.flow(
            current_version_options={
                "retained_versions": CfnParameter(world.stack, "Keep", type="Number").value_as_number
            }
        )
    )


def retained(world: World) -> None:
    world.publish(world.flow(current_version_options={"retained_versions": 3}))


def share_by_parameter(world: World) -> None:
    if world.canary:
        percent = CfnParameter(world.stack, "Percent", type="Number").value_as_number
        world.publish(world.flow(), shift=TrafficShift.canary(percent, Duration.minutes(5)))
    else:
        TrafficShift.linear(CfnParameter(world.stack, "Percent", type="Number").value_as_number, Duration.minutes(5))


def prompt_of_a_parameter(world: World) -> None:
    text = ssm.StringParameter.value_for_string_parameter(world.stack, "/prompt")
    world.publish(world.flow(prompt=FlowPrompt.inline(text, variables=["topic"])))


def prompt_without_variables(world: World) -> None:
    world.publish(
        world.flow(prompt=FlowPrompt.inline(ssm.StringParameter.value_for_string_parameter(world.stack, "/prompt")))
    )


def profile_of_a_parameter(world: World) -> None:
    world.publish(world.flow(model=FlowModel.inference_profile(CfnParameter(world.stack, "Profile").value_as_string)))


def model_known_at_deployment(world: World) -> None:
    may_be = [FlowModel.from_model_id("amazon.nova-micro-v1:0"), FlowModel.from_model_id("amazon.nova-lite-v1:0")]
    world.publish(
        world.flow(model=FlowModel.known_at_deployment(CfnParameter(world.stack, "Model").value_as_string, may_be))
    )


def arn_of_an_alias(world: World) -> None:
    Flow.from_flow_arn(world.stack, "F", f"arn:aws:bedrock:eu-central-1:{ACCOUNT}:flow/FLOW123456/alias/ALIAS12345")


def flow_of_another_region(world: World) -> None:
    flow = Flow.from_flow_arn(world.stack, "F", f"arn:aws:bedrock:us-east-1:{ACCOUNT}:flow/FLOW123456")
    FlowAlias(
        world.stack,
        "L",
        flow=flow,
        alias_name="live",
        version=FlowVersion.from_version_number(world.stack, "V", flow, "3"),
    )


def old_number(world: World) -> None:
    flow = world.flow()
    world.publish(flow)
    FlowAlias(
        world.stack,
        "Old",
        flow=flow,
        alias_name="old",
        version=FlowVersion.from_version_number(world.stack, "V", flow, "3"),
    )


def prompt_of_the_app(world: World) -> None:
    prompt = bedrock.CfnPrompt(
        world.stack,
        "P",
        name="p",
        default_variant="v",
        variants=[
            bedrock.CfnPrompt.PromptVariantProperty(
                name="v",
                template_type="TEXT",
                model_id="eu.amazon.nova-micro-v1:0",
                template_configuration=bedrock.CfnPrompt.PromptTemplateConfigurationProperty(
                    text=bedrock.CfnPrompt.TextPromptTemplateConfigurationProperty(
                        text="Summarise {{topic}}",
                        input_variables=[bedrock.CfnPrompt.PromptInputVariableProperty(name="topic")],
                    )
                ),
            )
        ],
    )
    flow = Flow(world.stack, "F")
    node = PromptNode(flow, "Write", prompt=FlowPrompt.from_published(prompt), inputs={"topic": flow.input})
    OutputNode(flow, "Answer", document=node.model_completion)
    world.publish(flow)


def key_and_nested_stack(world: World) -> None:
    flow = world.flow(scope=NestedStack(world.stack, "N"), encryption_key=kms.Key(world.stack, "K"))
    world.publish(flow)
    RemovalPolicies.of(world.app).destroy()


def alias_and_canary(world: World) -> None:
    flow = world.flow()
    FlowAlias(world.stack, "Live", flow=flow, alias_name="live")
    CanaryFlowAlias(world.stack, "Canary", flow=flow)


def imported_definition(world: World) -> None:
    definition = {
        "nodes": [
            {
                "name": "In",
                "type": "Input",
                "outputs": [{"name": "document", "type": "String"}],
                "configuration": {"input": {}},
            },
            {
                "name": "Out",
                "type": "Output",
                "inputs": [{"name": "document", "type": "String", "expression": "$.data"}],
                "configuration": {"output": {}},
            },
        ],
        "connections": [
            {
                "name": "InOut",
                "type": "Data",
                "source": "In",
                "target": "Out",
                "configuration": {"data": {"sourceOutput": "document", "targetInput": "document"}},
            }
        ],
    }
    world.publish(Flow(world.stack, "F", definition=FlowDefinition.from_json(definition)))


# what each program raises or warns of; where a plain alias and a canary differ, both
PROGRAMS = {
    grants: set(),
    own_role_with_grants: set(),
    joined_tokens: set(),
    role_by_name: set(),
    shared_role_of_two_stacks: set(),
    nine_flows: set(),
    forty_flows_of_one_role: {"QuotaExceeded"},
    arn_far_away: {"crossRegionReferences"},
    arn_in_another_stack: set(),
    version_number_in_another_stack: {"ForeignValue"},
    caller_of_another_stack: set(),
    caller_of_another_account: ({"ForeignGrantee"}, set()),
    metrics_elsewhere: set(),
    security_stack: set(),
    guardrail_of_the_app: set(),
    many_prompts: set(),
    parameter_in_the_definition: {"NotFrozen"},
    retained_by_parameter: {"IllegalValue"},
    retained: set(),
    share_by_parameter: {"IllegalValue"},
    prompt_of_a_parameter: {"NotFrozen"},
    prompt_without_variables: {"UnknownNodeInput"},
    profile_of_a_parameter: {"NotFrozen"},
    model_known_at_deployment: {"NotFrozen"},
    arn_of_an_alias: {"IllegalValue"},
    flow_of_another_region: {"ForeignValue"},
    old_number: ({"VersionNotRetained"}, set()),
    prompt_of_the_app: set(),
    key_and_nested_stack: set(),
    alias_and_canary: set(),
    imported_definition: set(),
}


def outcome(program, canary: bool) -> set:
    """The codes of what a program raises or warns of, and what no template may hold."""
    with tempfile.TemporaryDirectory() as outdir:
        try:
            world = World(canary, outdir)
            program(world)
            world.app.synth()
        except Exception as error:  # what jsii raises is up to its version
            if "crossRegionReferences" in str(error):
                return {"crossRegionReferences"}
            return set(CODE.findall(str(error))) or {str(error).splitlines()[0]}
        found = set()
        for path in Path(outdir).glob("**/manifest.json"):
            for artifact in json.loads(path.read_text(encoding="utf-8")).get("artifacts", {}).values():
                for entries in artifact.get("metadata", {}).values():
                    found |= {
                        code
                        for one in entries
                        if one["type"].startswith("aws:cdk:w")
                        for code in CODE.findall(str(one["data"]))
                    }
        for path in Path(outdir).glob("*.template.json"):
            outputs = json.loads(path.read_text(encoding="utf-8")).get("Outputs", {})
            found |= {
                f"the export {name} carries a hash"
                for name in outputs
                if name.startswith("Export") and HASH.search(name)
            }
        return found


def expected(program, canary: bool) -> set:
    codes = PROGRAMS[program]
    return codes[canary] if isinstance(codes, tuple) else codes


def fault(program, canary: bool) -> str:
    """What is wrong with the outcome of a program; nothing where it is as expected."""
    found = outcome(program, canary) - {"NoSmokeTest"}  # every canary here
    return (
        ""
        if found == expected(program, canary)
        else f"got {sorted(found)}, expected {sorted(expected(program, canary))}"
    )
