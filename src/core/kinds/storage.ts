import type { Kind } from './kind';
import { bucketOf } from './requests';
import { QUOTA } from '../constraints/limits';
import { at, known } from '../diagram/values';
import { must, struct } from '../model/member';
import { promptText } from '../simulate/prompt-template';

export const STORAGE: Kind<'Storage'> = {
  key: 'storage',
  structure: { members: { serviceConfiguration: must(struct('S3Choice')) } },
  inputs: [{ name: 'content', type: 'Any' }, { name: 'objectKey', type: 'String' }],
  outputs: [{ name: 's3Uri', type: 'String' }],
  inLoop: true,
  quota: { max: 10, source: QUOTA },
  grants: [],
  grantsInApp: ['putObject', 'writeKey'],
  moving: [],
  constructs: [{ name: 'S3StorageNode', does: 'writes an object', takes: '`content`, `objectKey`', gives: '`s3Uri`' }],
  drawing: {
    shape: ['[\\', '\\]'],
    details: ({ configuration }) => [known(at(configuration, 'storage', 'serviceConfiguration', 's3', 'bucketName'))],
    category: 'data',
    form: 'work',
  },
  run: {
    how: 'effect',
    request: ({ configuration }, { objectKey, content }) => ({
      operation: 'PutObject', bucket: bucketOf(configuration), key: objectKey, body: promptText(content),
    }),
    operations: ['PutObject'],
    example: () => 's3://bucket/key',
    answersText: () => true,
  },
  assumptions: 'none',
};
