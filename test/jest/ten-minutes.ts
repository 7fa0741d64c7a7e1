/** The time limit of a test in the tiers whose tests are long: on a busy machine they take several times as long. */
jest.setTimeout(600_000);
