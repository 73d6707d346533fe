/** What stands raw in an address, as the router hands it over. */
type Raw = Readonly<Record<string, unknown>>

/**
 * The same reader of an address, after which nothing is left of what it did not know. The router lays what a screen read over what stood
 * there raw: a word that was only left out (`?view=nonsense` of a link somebody guessed) would still reach the screen and its queries. The
 * area is read once for every screen.
 */
export const onlyKnown =
  <T extends object>(read: (raw: Raw) => T) =>
  (raw: Raw): T => {
    const known = read(raw)
    const left = Object.keys(raw).filter((name) => name !== 'area' && !(name in known))
    return { ...Object.fromEntries(left.map((name) => [name, undefined])), ...known }
  }
