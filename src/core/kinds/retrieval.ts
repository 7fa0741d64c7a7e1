import type { Kind } from './kind';
import { bucketOf } from './requests';
import { QUOTA } from '../constraints/limits';
import { at, known } from '../diagram/values';
import { must, struct } from '../model/member';

export const RETRIEVAL: Kind<'Retrieval'> = {
  key: 'retrieval',
  structure: { members: { serviceConfiguration: must(struct('S3Choice')) } },
  inputs: [{ name: 'objectKey', type: 'String' }],
  outputs: [{ name: 's3Content', type: 'Any', note: 'the structure block says String, the table Any' }],
  inLoop: true,
  quota: { max: 10, source: QUOTA },
  grants: [],
  grantsInApp: ['getObject', 'readKey'],
  moving: [],
  constructs: [{ name: 'S3RetrievalNode', does: 'reads an object', takes: '`objectKey`', gives: '`s3Content`' }],
  drawing: {
    shape: ['[/', '/]'],
    details: ({ configuration }) => [known(at(configuration, 'retrieval', 'serviceConfiguration', 's3', 'bucketName'))],
    category: 'data',
    form: 'work',
  },
  run: {
    how: 'effect',
    request: ({ configuration }, { objectKey }) =>
      ({ operation: 'GetObject', bucket: bucketOf(configuration), key: objectKey }),
    operations: ['GetObject'],
    example: () => 'text of the object',
    answersText: () => true,
  },
  assumptions: 'none',
};
