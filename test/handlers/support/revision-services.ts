/**
 * The services in memory behind HTTP, as the SDK speaks to them: JSON by path for Bedrock, forms and XML for IAM and
 * CloudFormation.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InMemoryBedrock } from '../../support/in-memory-bedrock';
import type { InMemoryIam } from '../../support/in-memory-iam';

/** Path, method and operation (API model of bedrock-agent). */
const ROUTES: readonly (readonly [string, RegExp, string])[] = [
  ['GET', /^\/flows\/(?<flowIdentifier>[^/]+)\/versions\/?$/, 'ListFlowVersions'],
  ['GET', /^\/flows\/(?<flowIdentifier>[^/]+)\/versions\/(?<flowVersion>[^/]+)\/?$/, 'GetFlowVersion'],
  ['DELETE', /^\/flows\/(?<flowIdentifier>[^/]+)\/versions\/(?<flowVersion>[^/]+)\/?$/, 'DeleteFlowVersion'],
  ['GET', /^\/flows\/(?<flowIdentifier>[^/]+)\/aliases\/?$/, 'ListFlowAliases'],
  ['DELETE', /^\/flows\/(?<flowIdentifier>[^/]+)\/aliases\/(?<aliasIdentifier>[^/]+)\/?$/, 'DeleteFlowAlias'],
  ['GET', /^\/prompts\/?$/, 'ListPrompts'],
  ['DELETE', /^\/prompts\/(?<promptIdentifier>[^/]+)\/?$/, 'DeletePrompt'],
];

export interface RevisionServices {
  readonly url: string;
  close(): Promise<void>;
}

/** All of them at one address, on a clock that is real; and what is put there, as answers to CloudFormation. */
export async function revisionServices(
  bedrock: InMemoryBedrock, iam: InMemoryIam, stackStatus: string, answers?: object[],
): Promise<RevisionServices> {
  const server = createServer(async (request, response) => {
    bedrock.now = Date.now();
    const { pathname, searchParams } = new URL(request.url!, 'http://here');
    const text = await bodyOf(request);
    if (answers && request.method === 'PUT') {
      answers.push(JSON.parse(text));
      response.end();
      return;
    }
    try {
      const route = ROUTES.find(([method, path]) => method === request.method && path.test(pathname));
      if (route) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(bedrock.answer(route[2], {
          ...route[1].exec(pathname)!.groups, ...Object.fromEntries(searchParams),
        })));
        return;
      }
      response.setHeader('content-type', 'text/xml');
      response.end(xml(Object.fromEntries(new URLSearchParams(text)), iam, stackStatus));
    } catch (error) {
      const { name, message, $metadata } = error as { name: string; message: string; $metadata?: object };
      response.statusCode = $metadata ? 400 : 500;
      response.setHeader('x-amzn-errortype', name);
      response.end(JSON.stringify({ message }));
    }
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function xml(
  { Action: operation, ...input }: { readonly [name: string]: string }, iam: InMemoryIam, stackStatus: string,
): string {
  if (operation === 'AssumeRole') {
    const credentials = fields({
      AccessKeyId: 'role', SecretAccessKey: input.RoleArn, SessionToken: 'any', Expiration: '2030-01-01T00:00:00Z',
    });
    return `<AssumeRoleResponse><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult>`
      + '</AssumeRoleResponse>';
  }
  if (operation === 'DescribeStacks') {
    const stack = `<member><StackName>S</StackName><StackStatus>${stackStatus}</StackStatus>`
      + '<CreationTime>2026-01-01T00:00:00Z</CreationTime></member>';
    return `<DescribeStacksResponse><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult>`
      + '</DescribeStacksResponse>';
  }
  const { Marker: marker, IsTruncated: more, ...lists } =
    iam.answer(operation, input) as { readonly [name: string]: any };
  const inner = Object.entries(lists).map(([name, members]) =>
    `<${name}>${members.map((one: object) => `<member>${fields(one)}</member>`).join('')}</${name}>`).join('');
  const page = `${more === undefined ? '' : fields({ IsTruncated: more })}${marker ? fields({ Marker: marker }) : ''}`;
  return `<${operation}Response><${operation}Result>${inner}${page}`
    + `</${operation}Result></${operation}Response>`;
}

function fields(value: object): string {
  return Object.entries(value).map(([name, member]) => `<${name}>${String(member)}</${name}>`).join('');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) { chunks.push(chunk as Buffer); }
  return Buffer.concat(chunks).toString('utf8');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => { server.close(() => resolve()); });
}
