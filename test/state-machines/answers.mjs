/**
 * A model that answers by what it is asked: `node answers.mjs '[["boat", "High."], ["", "low"]]'` gives the answer of
 * the first text that is in the inputs.
 */
import { argv, stdin } from 'node:process';

const chunks = [];
for await (const chunk of stdin) { chunks.push(chunk); }
const asked = Buffer.concat(chunks).toString();
const [, answer] = JSON.parse(argv[2]).find(([text]) => asked.includes(text));
console.log(JSON.stringify(answer));
