/** How aws-cdk-lib writes texts, lists and numbers that only a deployment knows (core/lib/private/encoding). */
const TOKENS = /[$#]\{Token\[[^\]]*\]\}|-1\.88815\d*e\+289/g;

/** A message for people: what only the deployment knows is said in words. */
export function shown(message: string): string {
  return message.replace(TOKENS, '(known at deployment)');
}
