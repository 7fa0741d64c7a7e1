import { mustBe } from './checks';
import type { MockKindOf } from './mock-kind';
import { isRecord } from '../../../core/model/opaque';
import { below } from '../../../core/template/problem';
import { MemoryStore, storage } from '../../handlers/object-store';

export const OBJECTS: MockKindOf<'objects'> = {
  doc: { example: { objects: { key: 'text' } }, answers: 'S3, in memory' },
  options: {},
  types: ['Retrieval', 'Storage'],
  check: (value, place) => {
    if (!isRecord(value)) { return mustBe(place, 'an object with texts by key', value); }
    for (const [key, body] of Object.entries(value)) {
      if (typeof body !== 'string') { mustBe({ ...place, path: below(place.path, key) }, 'a string', body); }
    }
  },
  schema: {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Texts by key, for nodes that read from and write to S3.',
  },
  handler: ({ objects }, { tools }) => storage(new MemoryStore(objects, tools.written)),
  isShared: true,
};
