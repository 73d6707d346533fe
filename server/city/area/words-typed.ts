/** More words than this are one thing copied whole; what narrows is said with fewer. */
const wordsAtMost = 6

/** The words somebody typed, each of which narrows what is found; the same one twice is one. */
export const wordsTyped = (typed: string): string[] => [...new Set(typed.split(/\s+/).filter(Boolean))].slice(0, wordsAtMost)
