/** Files that an app has in every language. */

/** What a new app is made of: its files by their path, and what to do next. */
export interface Template {
  readonly files: Readonly<Record<string, string>>;
  /** Commands, in the order in which people give them. */
  readonly next: readonly string[];
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The mocks of the flow, which all languages and the command share. */
export function mocks(schema?: string): string {
  return json({
    ...schema !== undefined && { $schema: schema },
    input: { message: 'My parcel has not arrived, and I want my money back.' },
    nodes: {
      Classify: { returns: 'refund' },
      RefundReply: { returns: 'Of course: you get your money back within five days.' },
      OtherReply: { returns: 'Thank you for your message.' },
    },
  });
}

/** A data set for `bedrock-flows run --inputs`. */
export const CASES = [
  {
    name: 'refund',
    input: { message: 'I want my money back.' },
    expect: { takes: ['Route.isRefund'], contains: 'money back' },
  },
  { name: 'same class', input: { message: 'Refund, please.' }, expect: { visits: ['RefundReply'] } },
].map((line) => `${JSON.stringify(line)}\n`).join('');

export const CDK_IGNORED = ['cdk.out/', 'report.xml', 'flow.html'];

export { json };
