import { resolve } from 'node:path';
import { checkText } from './checks';
import type { MockKindOf } from './mock-kind';
import { FolderStore } from '../../handlers/folder-store';
import { storage } from '../../handlers/object-store';

export const FOLDER: MockKindOf<'folder'> = {
  doc: { example: { folder: './bucket' }, answers: 'S3, in a folder' },
  options: {},
  types: ['Retrieval', 'Storage'],
  check: checkText('the path of the folder'),
  schema: { type: 'string', minLength: 1, description: 'A folder in place of the bucket, relative to this file.' },
  handler: (mock, { folder }) => storage(new FolderStore(resolve(folder, mock.folder))),
  isShared: true,
};
