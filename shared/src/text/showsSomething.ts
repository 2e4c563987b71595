/** Neither space, nor control, nor what fonts leave out; the last one is braille without a dot. */
const SHOWN = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Whether anybody can see that something is written there. */
export const showsSomething = (text: string): boolean => SHOWN.test(text)
