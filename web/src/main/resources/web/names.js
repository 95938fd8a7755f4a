/// How words get at the names of people, without knowing where they come from.

/** @type {{me: () => number, of: (userId: number) => string, shown: (userId: number) => string}} */
export const names = { me: () => 0, of: () => '', shown: String };

export function provideNames(source) {
  Object.assign(names, source);
}

const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name inside a sentence: whatever its direction is, it stays within itself. */
export const isolate = (name) => `\u2068${name.replace(DIRECTION_MARKS, '')}\u2069`;
