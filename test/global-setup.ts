/** Templates hold the bundles of the Lambda functions, and tests run them. */
import { bundleHandlers } from '../handlers/bundle';

export default async function setup(): Promise<void> { await bundleHandlers(); }
