/** What of a message a flow gets. */
import { documentsOf } from '../../handlers/flow-worker/documents';

const NO_EVENT = 'the message is not an event of Amazon S3 with the key of an object';
const record = (key: unknown) => ({ s3: { object: { key } } });
const keys = (event: unknown) => documentsOf(JSON.stringify(event), 'OBJECT_KEY');

test('a text is the document, and JSON is what it says', () => {
  expect(documentsOf('{"a": 1}', 'TEXT')).toEqual(['{"a": 1}']);
  expect(documentsOf('{"a": 1}', 'JSON')).toEqual([{ a: 1 }]);
  expect(documentsOf('null', 'JSON')).toEqual([null]);
  expect(() => documentsOf('{', 'JSON')).toThrow(SyntaxError);
});

test('keys of a notification are decoded, those of the event bus are as they are', () => {
  expect(keys({ Records: [record('a+b%2Bc.txt'), record('d')] })).toEqual(['a b+c.txt', 'd']);
  expect(keys({ source: 'aws.s3', detail: { object: { key: 'a+b%2Bc.txt' } } })).toEqual(['a+b%2Bc.txt']);
});

test('what Amazon S3 sends to try a queue has no documents', () => {
  expect(keys({ Event: 's3:TestEvent', Bucket: 'my-bucket' })).toEqual([]);
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['no records', { Records: [] }],
  ['something else', { Event: 'other' }],
  ['a record without a key', { Records: [record('a'), {}] }],
  ['a key that is a number', { Records: [record(7)] }],
  ['another source on the bus', { source: 'aws.ec2', detail: { object: { key: 'a' } } }],
  ['an event of the bus without a key', { source: 'aws.s3', detail: {} }],
])('%s is refused', (_, event) => {
  expect(() => keys(event)).toThrow(NO_EVENT);
});
