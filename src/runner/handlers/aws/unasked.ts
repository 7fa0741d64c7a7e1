/** Why AWS could not be asked: a mistake of whoever runs the flow, and no failure of it. */
import type { SimulateError } from '../../../core/simulate/simulate-error';
import { readThrown } from '../../../core/simulate/thrown';
import { runnerError } from '../../runner-error';

/** What says that a request was not signed by anybody whom AWS knows (AWS General Reference, Common errors). */
const NOBODY = new Set([
  'CredentialsProviderError', 'ExpiredToken', 'ExpiredTokenException', 'IncompleteSignature', 'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken', 'MissingAuthenticationTokenException', 'RequestExpired', 'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'InvalidAccessKeyId', 'TokenProviderError',
]);
const UNREACHABLE = new Set([
  'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EPIPE', 'EPROTO', 'ETIMEDOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** `undefined` where it is an answer of AWS, which fails the node. */
export function unasked(place: string, error: unknown): SimulateError | undefined {
  const { name, message } = readThrown(error);
  const said = message.replace(/\.$/, '');
  const { code } = typeof error === 'object' && error !== null ? error as { readonly code?: unknown } : {};
  if (NOBODY.has(name) || /could not load credentials/i.test(message)) {
    return runnerError(place, `AWS was not called, because there are no valid credentials (${said})`,
      'sign in, or set AWS_PROFILE', 'NoAccount');
  }
  if (/region is missing/i.test(message)) {
    return runnerError(place, 'AWS was not called, because there is no Region',
      'give "region" beside "aws", or set AWS_REGION', 'NoAccount');
  }
  // over HTTP/2 the code stands in the message only
  if (UNREACHABLE.has(String(code)) || name === 'TimeoutError'
    || message.split(/[^A-Z_]+/).some((word) => UNREACHABLE.has(word))) {
    return runnerError(place, `AWS can't be reached (${said || String(code)})`,
      'correct the Region or the network, or mock the node in another way', 'NoAccount');
  }
  return undefined;
}
