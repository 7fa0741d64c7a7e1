type Resource = Readonly<Record<string, any>> & { readonly Type: string };

export type Resources = Readonly<Record<string, Resource>>;

/** The resources of a stack, with its name before their ids, since those of several stacks come together. */
export function resourcesOf(stack: string, resources: Resources): Resources {
  const renamed = (value: any): any => {
    if (Array.isArray(value)) { return value.map(renamed); }
    if (typeof value !== 'object' || value === null) { return value; }
    const { Ref: id, 'Fn::GetAtt': attribute } = value;
    if (id in resources) { return { Ref: `${stack}${id}` }; }
    if (attribute) { return { 'Fn::GetAtt': [`${stack}${attribute[0]}`, attribute[1]] }; }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item)]));
  };
  return Object.fromEntries(Object.entries(resources).map(([id, resource]) => [`${stack}${id}`, renamed(resource)]));
}

/** What the parts of a template are called when it is deployed. */
export class Deployed {
  private readonly ids = new Map<string, string>();

  public constructor(private readonly resources: Resources) {}

  /** An id of ten letters and digits. */
  public idOf(logicalId: string): string {
    const id = this.ids.get(logicalId) ?? `DEPLOYED${String(this.ids.size).padStart(2, '0')}`;
    this.ids.set(logicalId, id);
    return id;
  }

  public resolve(value: any): any {
    if (Array.isArray(value)) { return value.map((item) => this.resolve(item)); }
    if (typeof value !== 'object' || value === null) { return value; }
    if (value.Ref === 'AWS::Partition') { return 'aws'; }
    if (value.Ref) { return this.named(value.Ref); }
    if (value['Fn::Join']) { return value['Fn::Join'][1].map((item: unknown) => this.resolve(item)).join(''); }
    if (value['Fn::GetAtt']) { return this.attribute(value['Fn::GetAtt'][0], value['Fn::GetAtt'][1]); }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item)]));
  }

  /** The name of a bucket, the ARN of a topic, or the URL of a queue. */
  private named(logicalId: string): string {
    switch (this.resources[logicalId].Type) {
      case 'AWS::S3::Bucket': return logicalId.toLowerCase();
      case 'AWS::SNS::Topic': return `arn:aws:sns:us-east-1:123456789012:${logicalId}`;
      default: return `https://sqs.us-east-1.amazonaws.com/123456789012/${logicalId}`;
    }
  }

  private attribute(logicalId: string, name: string): string {
    if (name !== 'Arn') { return this.idOf(logicalId); }
    return this.resources[logicalId].Type === 'AWS::Lambda::Function'
      ? `arn:aws:lambda:us-east-1:123456789012:function:${logicalId}`
      : `arn:aws:bedrock:us-east-1:123456789012:${logicalId}`;
  }
}
