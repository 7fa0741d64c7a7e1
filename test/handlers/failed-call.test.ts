/** What a failed call was: its name, one line, the status, and whose fault it is. */
import { type Circumstances, failedCall } from '../../handlers/router/failed-call';
import { Refusal } from '../../handlers/router/refusal';

const FIRST: Circumstances = { isContinued: false, inputNode: 'FlowInputNode' };
const error = (name: string, message: string, more = {}) => Object.assign(new Error(message), { name, ...more });
const blamed = (thrown: unknown, circumstances: Partial<Circumstances> = {}) =>
  failedCall(thrown, { ...FIRST, ...circumstances }).blame;

test.each<[string, object, object]>([
  ['one of the service', error('AccessDeniedException', 'no'),
    { name: 'AccessDeniedException', message: 'no', status: 403, blame: 'service', isThrottled: false }],
  ['one of a stream, in small letters', error('throttlingException', 'slowly'),
    { name: 'ThrottlingException', message: 'slowly', status: 429, blame: 'service', isThrottled: true }],
  ['the time-out of the router', error('RouterTimeoutException', 'late'),
    { name: 'RouterTimeoutException', status: 504 }],
  ['one of the SDK that nobody here knows', error('NewException', 'new', { $fault: 'client' }),
    { name: 'NewException', status: 500, blame: 'service' }],
  ['one of the program', error('TypeError', 'x is no function\n    at y'),
    { name: 'InternalServerException', message: 'x is no function', status: 500, blame: 'service' }],
  ['one without a message', error('ThrottlingException', ''), { message: 'the call failed without a message' }],
  ['one that begins with a line break', error('ThrottlingException', '\r\nat y'),
    { message: 'the call failed without a message' }],
  ['one without anything', {}, { name: 'InternalServerException', message: 'the call failed without a message' }],
])('%s', (_, thrown, expected) => {
  expect(failedCall(thrown, FIRST)).toMatchObject(expected);
});

test('what the service refuses is of the caller; what fails in a run is so only where it names the input node', () => {
  const refused = error('ValidationException', 'bad inputs', { $metadata: { httpStatusCode: 400 } });
  expect(blamed(refused)).toBe('caller');
  expect(blamed(error('ValidationException', 'bad inputs', { $metadata: { httpStatusCode: 399 } }))).toBe('service');
  expect(blamed(new Refusal('no'))).toBe('caller');
  const ofNode = (name: string) => error('ValidationException', `Node ${name} got no text`);
  expect(blamed(ofNode('FlowInputNode'))).toBe('caller');
  expect(blamed(ofNode('Answer'))).toBe('service');
  expect(blamed(ofNode('FlowInputNode2'))).toBe('service');
  expect(blamed(ofNode('undefined'), { inputNode: undefined })).toBe('service');
  // a name that the caller makes up is no pattern
  expect(blamed(ofNode('Answer'), { inputNode: 'A.swer' })).toBe('service');
  expect(blamed(ofNode('Answer'), { inputNode: '(' })).toBe('service');
  expect(blamed(error('DependencyFailedException', 'Node FlowInputNode'))).toBe('service');
});

test('what is not found is of the caller only in a conversation: the revision may be gone', () => {
  expect(blamed(error('ResourceNotFoundException', 'no alias'))).toBe('service');
  expect(blamed(error('ResourceNotFoundException', 'no alias'), { isContinued: true })).toBe('caller');
});
