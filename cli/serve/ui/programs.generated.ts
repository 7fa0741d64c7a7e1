// Written by scripts/programs.ts

/** cli/serve/ui/programs/live.js */
export const LIVE_JS = `(()=>{let e;new EventSource("/ui/changes").onmessage=()=>{e??=setTimeout(()=>location.reload(),400)};})();`;
