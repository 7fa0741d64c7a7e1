/** Holds resources of a template to the CloudFormation registry schemas in `schemas/`. */
import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv, { type ValidateFunction } from 'ajv';
import { ACCOUNT, REGION } from './support';

const SCHEMAS = JSON.parse(readFileSync(join(__dirname, 'schemas', 'bedrock.json'), 'utf8'));
const BEDROCK = `arn:aws:bedrock:${REGION}:${ACCOUNT}:`;

/** What a deployment puts in place of a reference, by type and attribute, or `Ref`. */
const DEPLOYED: { readonly [attribute: string]: string } = {
  'AWS::IAM::Role.Arn': `arn:aws:iam::${ACCOUNT}:role/some-role`,
  'AWS::Bedrock::Prompt.Arn': `${BEDROCK}prompt/PROMPT1234`,
  'AWS::Bedrock::PromptVersion.Arn': `${BEDROCK}prompt/PROMPT1234:1`,
  'AWS::Bedrock::Guardrail.GuardrailArn': `${BEDROCK}guardrail/guardrail1`,
  'AWS::Bedrock::Guardrail.GuardrailId': 'guardrail1',
  'AWS::Bedrock::GuardrailVersion.Version': '1',
  'AWS::Bedrock::KnowledgeBase.Ref': 'KB12345678',
  'AWS::Bedrock::KnowledgeBase.KnowledgeBaseArn': `${BEDROCK}knowledge-base/KB12345678`,
};

/** The types that there are schemas for. */
export const SCHEMA_TYPES = Object.keys(SCHEMAS).filter((type) => type.startsWith('AWS::'));

const validators = new Map<string, ValidateFunction>();

function validatorOf(type: string): ValidateFunction {
  // the patterns of the registry are not made for the u flag
  const made = validators.get(type)
    ?? new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }).compile(SCHEMAS[type]);
  validators.set(type, made);
  return made;
}

/** What the schemas say against a template: `LogicalId/Path: message`. */
export function schemaFaults(template: any): string[] {
  return Object.entries<any>(template.Resources).filter(
    ([, { Type }]) => SCHEMA_TYPES.includes(Type),
  ).flatMap(([id, { Type, Properties }]) => {
    const validate = validatorOf(Type);
    return validate(deployed(Properties, template))
      ? [] : validate.errors!.map(({ instancePath, message }) => `${id}${instancePath}: ${message}`);
  });
}

/** A part of a template with references as they are when it is deployed; pseudo parameters stay. */
export function deployed(value: any, template: any): any {
  if (Array.isArray(value)) { return value.map((item) => deployed(item, template)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [id, attribute] = value['Fn::GetAtt'] ?? [value.Ref, 'Ref'];
  if (template.Resources[id]) {
    const known = DEPLOYED[`${template.Resources[id].Type}.${attribute}`];
    if (known === undefined) { throw new Error(`what is ${id}.${attribute} when it is deployed?`); }
    return known;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, deployed(member, template)]));
}
