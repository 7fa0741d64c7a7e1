/** What a terminal listens to, and what of it is ours. */
// eslint-disable-next-line no-control-regex
export const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/;
// eslint-disable-next-line no-control-regex
export const OWN_COLOURS = /\u001b\[(?:0|1|2|22|3[1-6]|39)m/g;
