"""Makes moto's interpreter do what Step Functions does."""

import hashlib

from jsonata.jsonata import Jsonata
from moto.stepfunctions.parser.api import ExecutionFailedEventDetails, HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name import (
    custom_error_name,
    states_error_name,
    states_error_name_type,
)
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.intrinsic import jsonata as intrinsics
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration import (
    distributed_iteration_component as maps,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk as sdk
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.jsonata import jsonata


def evaluate(expression: str) -> object:
    """JSONata with the functions that Step Functions adds; moto leaves the evaluation to whoever has an evaluator."""
    program = Jsonata(expression)
    program.register_lambda(
        "hash", lambda text, algorithm: hashlib.new(algorithm.replace("-", ""), text.encode()).hexdigest()
    )
    try:
        return program.evaluate(None)
    except Exception as error:
        raise jsonata.JSONataException("JSONata", str(error)) from error


def recased(value: object, first_letter) -> object:
    """The names of members as Step Functions (capital) or boto3 has them. What is in a document is nobody's member."""
    if isinstance(value, dict):
        cased = {name: first_letter(name[0]) + name[1:] for name in value}
        return {
            cased[name]: each if cased[name].lower() == "document" else recased(each, first_letter)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [recased(each, first_letter) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def call(task, env, resource_runtime_part, normalised_parameters, state_credentials) -> None:
    """A call; of Bedrock, boto3 has the names of members in another case than Step Functions."""
    if task.resource.api_name != "bedrockagentruntime":
        call_as_it_is(task, env, resource_runtime_part, normalised_parameters, state_credentials)
        return
    call_as_it_is(task, env, resource_runtime_part, recased(normalised_parameters, str.lower), state_credentials)
    env.stack.append(recased(env.stack.pop(), str.upper))


def error_name(service: str, error: Exception) -> str:
    return f"{service}.{error.response['Error']['Code']}"


def map_run(component, env, eval_input) -> None:
    """A distributed map fails when more of its children failed than it tolerates; moto tolerates all of them."""
    map_run_as_it_is(component, env, eval_input)
    counts = eval_input.map_run_record.item_counter
    if counts.failed.get() * 100 <= eval_input.tolerated_failure_percentage * counts.total.get():
        return
    error = states_error_name_type.StatesErrorNameType.StatesExceedToleratedFailureThreshold
    details = ExecutionFailedEventDetails(
        error=error.to_name(), cause="The specified tolerated failure threshold was exceeded"
    )
    raise FailureEventException(
        FailureEvent(
            env=env,
            error_name=states_error_name.StatesErrorName(typ=error),
            event_type=HistoryEventType.ExecutionFailed,
            event_details=EventDetails(executionFailedEventDetails=details),
        )
    )


def readable(definition: object) -> object:
    """A definition as moto can read it: it knows no result writer in JSONata, and whole percentages are no numbers."""
    if isinstance(definition, list):
        return [readable(each) for each in definition]
    if not isinstance(definition, dict):
        return definition
    return {
        name: float(each) if name == "ToleratedFailurePercentage" else readable(each)
        for name, each in definition.items()
        if name != "ResultWriter"
    }


call_as_it_is = sdk.StateTaskServiceAwsSdk._eval_service_task
sdk.StateTaskServiceAwsSdk._eval_service_task = call
sdk.StateTaskServiceAwsSdk._normalise_exception_name = staticmethod(error_name)
sdk.StateTaskServiceAwsSdk._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES["bedrockagentruntime"] = "bedrock-agent-runtime"
sdk._SERVICE_ERROR_NAMES["bedrockagentruntime"] = "BedrockAgentRuntime"
intrinsics._DECLARATION_BY_VARIABLE_REFERENCE.pop("$hash")  # it would stand before that of evaluate()
jsonata._eval_jsonata = evaluate
map_run_as_it_is = maps.DistributedIterationComponent._map_run
maps.DistributedIterationComponent._map_run = map_run
# Parallel states pass on errors of Step Functions, which moto then takes for custom ones
custom_error_name.ILLEGAL_CUSTOM_ERROR_PREFIX = "\0"
