/**
 * What stands in the bundles for files of the AWS SDK that serve machines other than a Lambda function: their text by
 * path. Whatever else imports such a file finds the same names in it.
 */
const SHARED_CONFIG = '@smithy/core/dist-es/submodules/config/shared-ini-file-loader';
const CREDENTIALS = '@aws-sdk/credential-provider-node/dist-es';

export const STAND_INS: Readonly<Record<string, string>> = {
  // the credentials of a function are those of its role: in the environment, or with an endpoint that the environment
  // names; it has no profiles, and no instance that would tell
  [`${CREDENTIALS}/defaultProvider.js`]: `
    import { fromEnv } from "@aws-sdk/credential-provider-env";
    import { fromHttp } from "@aws-sdk/credential-provider-http";
    import { CredentialsProviderError } from "@smithy/core/config";
    import { memoizeChain } from "./runtime/memoize-chain";
    const willExpire = ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < 300000;
    export const defaultProvider = (init = {}) => memoizeChain([
      fromEnv(init),
      async () => fromHttp(init)(),
      async () => { throw new CredentialsProviderError("Could not load credentials from any providers", {
        tryNextLink: false, logger: init.logger,
      }); },
    ], willExpire);`,
  [`${CREDENTIALS}/index.js`]: 'export { defaultProvider } from "./defaultProvider";',
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'export const getInstanceMetadataRegion = async () => undefined;',
  // nor has it files such as ~/.aws/config
  [`${SHARED_CONFIG}/loadSharedConfigFiles.js`]: `
    export { CONFIG_PREFIX_SEPARATOR } from "./constants";
    export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  // the only request to S3 has the checksum that the SDK chooses, and no key of the caller's own
  '@aws-sdk/checksums/dist-es/submodules/flexible-checksums/selectChecksumAlgorithmFunction.js': `
    import { Crc32 } from "@aws-sdk/checksums/crc";
    export const selectChecksumAlgorithmFunction = (name) => {
      if (name !== "CRC32") { throw new Error("no request has the checksum " + name); }
      return Crc32;
    };`,
  '@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-ssec/middleware-ssec.js': `
    export const ssecMiddleware = () => (next) => next;
    export const ssecMiddlewareOptions = {};
    export const getSsecPlugin = () => ({ applyToStack: () => {} });
    export const isValidBase64EncodedSSECustomerKey = () => false;`,
  // Node has these hashes always
  '@smithy/core/dist-es/submodules/checksum/md5/Md5Js.js': 'export class Md5Js {}',
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js': 'export class Sha256Js {}',
  '@aws-sdk/checksums/dist-es/submodules/sha/sha1/Sha1Js.js': 'export class Sha1Js {}',
  // a signature for several Regions needs a package that no bundle has; where one is asked for, the SDK says so too
  '@aws-sdk/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js': `
    import { SignatureV4SignWithCredentials } from "./SignatureV4SignWithCredentials";
    export class SignatureV4MultiRegion extends SignatureV4SignWithCredentials {
      static sigv4aDependency() { return "none"; }
      async sign(request, options = {}) {
        if (options.signingRegion === "*") { throw new Error("a signature for several Regions is not available"); }
        return super.sign(request, options);
      }
    }`,
  // requests with XML in their body: the only one to S3 has the body that it is given
  '@aws-sdk/core/dist-es/submodules/protocols/xml/XmlShapeSerializer.js': `
    import { SerdeContextConfig } from "../ConfigurableSerdeContext";
    export class XmlShapeSerializer extends SerdeContextConfig {
      write() { throw new Error("no operation sends XML"); }
      flush() { throw new Error("no operation sends XML"); }
    }`,
};
