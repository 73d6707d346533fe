/**
 * Words as they came, every character of every script, without what no screen shows and no database takes: control characters and
 * halves of characters. Never normalised: that would change rare characters in names.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
