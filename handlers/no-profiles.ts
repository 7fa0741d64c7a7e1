/**
 * Stands in the bundles for what reads credentials from files and from other programs: a Lambda function has neither.
 * With `tryNextLink`, the SDK asks on where containers keep theirs.
 */
function none() {
  return async () => {
    throw Object.assign(new Error('a Lambda function has no profiles'), { tryNextLink: true });
  };
}

export { none as fromIni, none as fromProcess, none as fromSSO, none as fromTokenFile };
