/** Generated from models.txt by `npm run models`; that file says where each fact comes from. */
export const MODELS_DATE: string = '2026-11-28';

/** The Regions that the table speaks of; in its rows they are the letters from a. */
export const MODEL_REGIONS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
];

/** One line for each model; read by `model-facts.ts`. */
export const MODELS: string = `ai21.jamba-1-5-large-v1:0 oa e2026-11-26
ai21.jamba-1-5-mini-v1:0 oa e2026-11-26
amazon.nova-2-5-sonic kspeech
amazon.nova-2-lite-v1:0 pus,eu!g!l,jp!p,global!e!g!p!r qapac
amazon.nova-2-multimodal-embeddings-v1:0 kembedding
amazon.nova-2-sonic-v1:0 kspeech
amazon.nova-canvas-v1:0 kimage
amazon.nova-lite-v1:0 oabchlnt pus!d,eu!g!l,apac!p!r,ca
amazon.nova-micro-v1:0 oalt pus!d,eu!g!l,apac!p!r
amazon.nova-premier-v1:0 e2026-09-14
amazon.nova-pro-v1:0 oalt pus!d,eu!g!l,apac!p!r
amazon.nova-reel-v1:0 kvideo
amazon.nova-reel-v1:1 kvideo
amazon.nova-sonic-v1:0 kspeech
amazon.rerank-v1:0 krerank
amazon.titan-embed-g1-text-02 kembedding
amazon.titan-embed-image-v1 kembedding
amazon.titan-embed-text-v1 kembedding
amazon.titan-embed-text-v2:0 kembedding
amazon.titan-image-generator-v2:0 kimage
anthropic.claude-3-5-haiku-20241022-v1:0 qeu,us g2026-06-20
anthropic.claude-3-5-sonnet-20240620-v1:0 oos papac!n!p!r!t,us-gov qeu,us e2026-07-30!o!q!s
anthropic.claude-3-5-sonnet-20241022-v2:0 papac!n!p!r!t qeu,us e2026-07-30!o!q!s
anthropic.claude-3-7-sonnet-20250219-v1:0 ol papac!n!o!p!r!s!t,us-gov qeu,us g!l!q
anthropic.claude-3-haiku-20240307-v1:0 odegmoqs papac!n!p!r!t,us-gov e2026-09-10!d!e!g!m!o!q!s
anthropic.claude-3-opus-20240229-v1:0 qeu,us g2026-02-21
anthropic.claude-3-sonnet-20240229-v1:0 odelq papac!n!o!p!r!t e2026-07-30!d!e!l!q!s
anthropic.claude-fable-5 ua pus,global qapac,au,eu snear-one
anthropic.claude-fable-5-1 pus,global qeu,us-gov snear-one
anthropic.claude-haiku-4-5 manthropic.claude-haiku-4-5-20251001-v1:0
anthropic.claude-haiku-4-5-20251001-v1:0 pus,eu,jp,au,in,global qapac sone
anthropic.claude-haiku-5-5 pus,eu,jp,au,global qapac,us-gov snone
anthropic.claude-opus-4-1-20250805-v1:0 pus!d qeu sone e2027-01-08
anthropic.claude-opus-4-20250514-v1:0 qeu,us g2026-06-01
anthropic.claude-opus-4-5-20251101-v1:0 pus,eu,global sone
anthropic.claude-opus-4-6-v1 ol pus,eu,au,global sone
anthropic.claude-opus-4-7 uahkn pus,eu,jp,au,global qapac snone
anthropic.claude-opus-4-8 uahkn pus,eu,jp,au,global qapac,us-gov snone
anthropic.claude-opus-5 oo uahk pus,eu,au,in,global qapac,jp,us-gov snone
anthropic.claude-opus-5-5 ol ua pus,eu,jp,au,global qapac,us-gov snone
anthropic.claude-sonnet-4-20250514-v1:0 pus!d,eu!g!l,apac,global!d!e!f!g!h!i!j!l!m!o!p!q!r!s!t e2026-10-14
anthropic.claude-sonnet-4-5-20250929-v1:0 pus,eu,jp,au,us-gov,global sone e2027-04-08
anthropic.claude-sonnet-4-6 ol pus,eu,jp,au,global qapac sone
anthropic.claude-sonnet-5 olos uahk pus,eu,au,in,global qapac,jp,us-gov snone
anthropic.claude-sonnet-5-5 pus,eu,au,global qapac,jp,us-gov snone
cohere.command-r-plus-v1:0 e2026-08-19
cohere.command-r-v1:0 e2026-08-19
cohere.embed-english-v3 kembedding
cohere.embed-multilingual-v3 kembedding
cohere.embed-v4:0 kembedding
cohere.rerank-v3-5:0 krerank
deepseek.r1-v1:0 pus!d e2027-03-30
deepseek.v3-v1:0 obchlnqt e2027-03-30
deepseek.v3.1 mdeepseek.v3-v1:0
deepseek.v3.2 oabcehlnqt uos qeu,us
google.gemma-3-12b-it oabceiklnqt ufhos e2027-03-30
google.gemma-3-27b-it oabceiklnqt ufhos e2027-03-30
google.gemma-3-4b-it oabceiklnqt ufhos e2027-03-30
google.gemma-4-26b-a4b m
google.gemma-4-31b m
google.gemma-4-e2b m
luma.ray-v2:0 kvideo
meta.llama3-1-405b-instruct-v1:0 qus e2026-07-07
meta.llama3-1-70b-instruct-v1:0 oc pus!d e2027-03-30
meta.llama3-1-8b-instruct-v1:0 oc pus!d e2027-03-30
meta.llama3-2-11b-instruct-v1:0 qus e2026-07-07
meta.llama3-2-1b-instruct-v1:0 qeu,us e2026-07-07
meta.llama3-2-3b-instruct-v1:0 qeu,us e2026-07-07
meta.llama3-2-90b-instruct-v1:0 qus e2026-07-07
meta.llama3-3-70b-instruct-v1:0 ob pus!d e2027-03-30
meta.llama3-70b-instruct-v1:0 oacdlq e2027-03-30
meta.llama3-8b-instruct-v1:0 oacdlq e2027-03-30
meta.llama4-maverick-17b-instruct-v1:0 pus!d e2027-03-30
meta.llama4-scout-17b-instruct-v1:0 pus!d e2027-03-30
minimax.minimax-m2 oabceiklnqt ufhos e2027-03-30
minimax.minimax-m2.1 oabcefhiklnqt uos e2027-03-30
minimax.minimax-m2.5 oabcefhiklnqt uos
mistral.devstral-2-123b oabcefhiklnqt uos e2027-03-30
mistral.magistral-small-2509 oabceiklnqt ufhos
mistral.ministral-3-14b-instruct oabceiklnqt ufhos
mistral.ministral-3-3b-instruct oabceiklnqt ufhos
mistral.ministral-3-8b-instruct oabceiklnqt ufhos
mistral.mistral-7b-instruct-v0:2 oacdeklmqt e2027-03-30
mistral.mistral-large-2402-v1:0 oacdeklmqt
mistral.mistral-large-2407-v1:0 oc
mistral.mistral-large-3-675b-instruct oabcenqt uhlos
mistral.mistral-small-2402-v1:0 oa
mistral.mixtral-8x7b-instruct-v0:1 oacdeklmqt e2027-03-30
mistral.pixtral-large-2502-v1:0 pus!d,eu!g!i!j!l
mistral.voxtral-mini-3b-2507 oabceiklnqt ufhos e2027-03-30
mistral.voxtral-small-24b-2507 oabceiklnqt ufhos e2027-03-30
moonshot.kimi-k2-thinking oabcenqt e2027-03-30
moonshotai.kimi-k2-thinking mmoonshot.kimi-k2-thinking
moonshotai.kimi-k2.5 oabcehlnqt uos
moonshotai.kimi-k3 pus,in,global
nvidia.nemotron-nano-12b-v2 oabceiklnqt ufhos qus-gov e2027-03-30
nvidia.nemotron-nano-3-30b oabceiklnqt ufhos pus-gov
nvidia.nemotron-nano-9b-v2 oabceiklnqt ufhos qus-gov e2027-03-30
nvidia.nemotron-super-3-120b oabcefhiklnqt uos qus-gov
openai.gpt-5.4 uabc pus,global sone
openai.gpt-5.4-2026-03-05 mopenai.gpt-5.4
openai.gpt-5.5 uab pus,global sone
openai.gpt-5.5-2026-04-23 mopenai.gpt-5.5
openai.gpt-5.6-luna uabc pus,in,global sone
openai.gpt-5.6-sol uab pus,global sone
openai.gpt-5.6-terra uabc pus,in,global sone
openai.gpt-6-astra uac pus,global sone
openai.gpt-6-luna ua pus,global sone
openai.gpt-6-sol ua pus,global sone
openai.gpt-6.1-sol ua pus,global sone
openai.gpt-6.1-terra ua pus,global sone
openai.gpt-oss-120b mopenai.gpt-oss-120b-1:0
openai.gpt-oss-120b-1:0 oabcefhiklnqt pus-gov
openai.gpt-oss-20b mopenai.gpt-oss-20b-1:0
openai.gpt-oss-20b-1:0 oabcefhiklnqt qus-gov
openai.gpt-oss-safeguard-120b oabceiklnqt ufhos
openai.gpt-oss-safeguard-20b oabceiklnqt ufhos
qwen.qwen3-235b-a22b-2507 mqwen.qwen3-235b-a22b-2507-v1:0
qwen.qwen3-235b-a22b-2507-v1:0 obcfhilnqt
qwen.qwen3-32b mqwen.qwen3-32b-v1:0
qwen.qwen3-32b-v1:0 oabcefhiklnqt
qwen.qwen3-coder-30b-a3b-instruct mqwen.qwen3-coder-30b-a3b-v1:0
qwen.qwen3-coder-30b-a3b-v1:0 oabcefhiklnqt e2027-03-30
qwen.qwen3-coder-480b-a35b-instruct mqwen.qwen3-coder-480b-a35b-v1:0
qwen.qwen3-coder-480b-a35b-v1:0 obchlnqt e2027-03-30
qwen.qwen3-coder-next oalt ubcefhiknoqs
qwen.qwen3-next-80b-a3b oabceiklnqt
qwen.qwen3-next-80b-a3b-instruct mqwen.qwen3-next-80b-a3b
qwen.qwen3-vl-235b-a22b oabceiklnqt
qwen.qwen3-vl-235b-a22b-instruct mqwen.qwen3-vl-235b-a22b
stability.sd3-5-large-v1:0 kimage
stability.stable-conservative-upscale-v1:0 kimage
stability.stable-creative-upscale-v1:0 kimage
stability.stable-fast-upscale-v1:0 kimage
stability.stable-image-control-sketch-v1:0 kimage
stability.stable-image-control-structure-v1:0 kimage
stability.stable-image-core-v1:1 kimage
stability.stable-image-erase-object-v1:0 kimage
stability.stable-image-inpaint-v1:0 kimage
stability.stable-image-remove-background-v1:0 kimage
stability.stable-image-search-recolor-v1:0 kimage
stability.stable-image-search-replace-v1:0 kimage
stability.stable-image-style-guide-v1:0 kimage
stability.stable-image-ultra-v1:1 kimage
stability.stable-outpaint-v1:0 kimage
stability.stable-style-transfer-v1:0 kimage
twelvelabs.marengo-embed-2-7-v1:0 kembedding
twelvelabs.marengo-embed-3-0-v1:0 kembedding
twelvelabs.pegasus-1-2-v1:0 kvideo-text
twelvelabs.pegasus-1-5-v1:0 pus!d,global
writer.palmyra-vision-7b oabc uefhiklnoqst
writer.palmyra-x4-v1:0 pus!d e2027-03-09
writer.palmyra-x5-v1:0 pus!d e2027-03-21
xai.grok-4.3 m
xai.grok-4.6 uc pus,us-gov,global
xai.grok-4.7 pus,global qus-gov
zai.glm-4.6 m
zai.glm-4.7 oabcehlnqt uos e2027-03-30
zai.glm-4.7-flash oabcefhiklnqt uos e2027-03-30
zai.glm-5 oabcehlnqt uos
zai.glm-5.3 pus!d,global`;
