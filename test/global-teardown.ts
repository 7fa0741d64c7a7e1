import { rmSync } from 'fs';

/** Removes what the tests left in the folder of global-setup.ts. */
export default function teardown(): void {
  rmSync(process.env.TESTS_TMPDIR!, { recursive: true, force: true, maxRetries: 3 });
}
