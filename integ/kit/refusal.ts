/** Errors that say nothing about the rule that is tried: permissions of who runs the checks, the network, a busy service. */
const BESIDE = /^(AccessDenied|Credentials|ExpiredToken|InternalServer|Network|ServiceUnavailable|Throttling|Timeout|TooManyRequests|UnrecognizedClient)/;

/** With which error the service refuses something; `undefined` if it does it. */
export async function refusal(call: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    const { name, $fault } = error as Error & { readonly $fault?: string };
    if ($fault === undefined || BESIDE.test(name)) { throw error; }
    return name;
  }
}
