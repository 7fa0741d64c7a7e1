/** What a flow names in another Region than its own. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { validate } from '../../../src/core/validate/validate';

const FLOW: unknown = JSON.parse(readFileSync(join(__dirname, '../../corpus/rules/ForeignRegion/valid.json'), 'utf8'));
const foreign = (region?: string, change = (text: string) => text) =>
  validate(JSON.parse(change(JSON.stringify(FLOW))), { region }).filter(({ code }) => code === 'ForeignRegion');

test('nothing in the Region of the flow, whichever that is, or where it is not known', () => {
  expect(foreign('eu-central-1')).toEqual([]);
  expect(foreign()).toEqual([]);
});

test('each thing that is elsewhere, with both Regions', () => {
  expect(foreign('us-east-1').map(({ node, message }) => `${node}: ${message}`)).toEqual([
    'Reply: the guardrail is in eu-central-1, but the flow is in us-east-1',
    'Reply: the prompt is in eu-central-1, but the flow is in us-east-1',
    'Send: the function is in eu-central-1, but the flow is in us-east-1',
  ]);
});

test('what only the deployment knows of an ARN is let alone', () => {
  expect(foreign('us-east-1', (text) => text.replaceAll('eu-central-1', '${AWS::Region}'))).toEqual([]);
  expect(foreign('us-east-1', (text) => text.replaceAll('123456789012', '${AWS::AccountId}'))).toHaveLength(3);
  expect(foreign('us-gov-west-1', (text) => text.replaceAll('eu-central-1', 'us-gov-west-1'))).toEqual([]);
});

test('the remedy has the article of what it names', () => {
  const agentAliasArn = 'arn:aws:bedrock:us-west-2:111122223333:agent-alias/AGENT12345/ALIAS12345';
  const definition = { nodes: [{ name: 'Talk', type: 'Agent', configuration: { agent: { agentAliasArn } } }] };
  expect(validate(definition, { region: 'us-east-1' }).find(({ code }) => code === 'ForeignRegion')?.remedy)
    .toBe('name an agent alias in us-east-1');
});
