/** Of `it('…')`, and of `it.each(…)('…')` too. */
const TEST_NAME = /(?:\b(?:describe|it|test)(?:\.\w+)*|\))\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g

/** How the tests of a file are called, and their groups. */
export const testNamesIn = (testFile: string): string[] =>
  [...testFile.matchAll(TEST_NAME)].map(([, , name]) => name ?? '')
