/** How a flow is released, read off the template: its aliases, and what shifts traffic. */
type Json = Record<string, any>;

export function releaseLines(template: Json): string[] {
  const resources = Object.values(template.Resources) as Json[];
  const of = (type: string) => resources.filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties as Json);
  const aliases = of('AWS::Bedrock::FlowAlias').filter(({ Name }) => typeof Name === 'string')
    .map(({ Name, RoutingConfiguration: [{ FlowVersion: version }] }) => (
      `alias ${Name} -> ${typeof version === 'string' ? `version ${version}` : 'the version that follows the flow'}`
    ));
  const kept = of('Custom::BedrockFlowRevisionPruning').map(({ Keep }) => `${Keep} versions are kept`);
  const shifts = of(
    'AWS::CodeDeploy::DeploymentGroup',
  ).map(({ DeploymentConfigName: config, AlarmConfiguration: { Alarms } }) => (
    `traffic shifts: ${typeof config === 'string' ? 'all at once' : shiftOf(template.Resources[config.Ref].Properties)}`
      + `, watched by ${Alarms.length} alarms`
  ));
  return [...aliases.sort(), ...shifts, ...kept];
}

function shiftOf({ TrafficRoutingConfig: { TimeBasedCanary: canary, TimeBasedLinear: linear } }: Json): string {
  return canary
    ? `${canary.CanaryPercentage} % for ${canary.CanaryInterval} minutes, then all`
    : `${linear.LinearPercentage} % more every ${linear.LinearInterval} minutes`;
}
