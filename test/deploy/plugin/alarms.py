"""Alarms over metric math, which ministack refuses: they are made, and go off when someone sets their state."""

from ministack.services.cloudformation import provisioners

STANDIN = {"Namespace": "MetricMath", "MetricName": "Standin", "Statistic": "Sum", "Period": 60}


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]
    create, update, delete = handlers["create"], handlers["update"], handlers["delete"]
    handlers["create"] = lambda logical_id, props, stack: create(logical_id, _plain(props), stack)
    handlers["update"] = lambda physical_id, old, new, stack, logical_id=None: update(
        physical_id, _plain(old), _plain(new), stack, logical_id)
    handlers["delete"] = lambda physical_id, props: delete(physical_id, _plain(props))


def _plain(props: dict) -> dict:
    if "Metrics" not in props:
        return props
    return {**{name: value for name, value in props.items() if name != "Metrics"}, **STANDIN}
