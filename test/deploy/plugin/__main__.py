"""Starts ministack with the plugin. Port and address come from GATEWAY_PORT and BIND_HOST, as ministack reads them."""

from ministack import app

from . import agent_api, alarms, alias_shift, code_deploy, engine, iam_rules, resources, runtime_api

for module in (engine, iam_rules, alarms, resources, code_deploy, alias_shift, agent_api, runtime_api):
    module.install()

app.main()
