/** S3, for Storage and Retrieval nodes. */
import { dependencyFailed } from '../settled';
import type { Operation } from './operation';
import { known, requestIdOf } from './operation';
import type { GetObjectRequest, PutObjectRequest } from '../../../core/simulate/request';

const S3 = { package: '@aws-sdk/client-s3', client: 'S3Client' };

export const putObject: Operation = {
  ...S3,
  input: ({ bucket, key, body }: PutObjectRequest, place) =>
    ({ Bucket: known(place, 'bucketName', bucket), Key: String(key), Body: body }),
  // the engine knows the URI
  settle: (response) => ({ value: undefined, ...requestIdOf(response) }),
};

export const getObject: Operation = {
  ...S3,
  input: ({ bucket, key }: GetObjectRequest, place) =>
    ({ Bucket: known(place, 'bucketName', bucket), Key: String(key) }),
  async settle(response, place) {
    const bytes = await response.Body.transformToByteArray() as Uint8Array;
    try {
      return { value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), ...requestIdOf(response) };
    } catch {
      return dependencyFailed(`the object for node ${place} is not UTF-8`, 'S3');
    }
  },
};
