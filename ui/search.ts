/** Says where `query` (letters) matches the pinyin of `text`, or null. pinyin-pro's `match` fits. */
export type PinyinMatch = (text: string, query: string) => readonly number[] | null

/**
 * How well a text answers a query: 汉字 or letters at the start 4, inside 3, pinyin or initials from the start 2, inside 1, not at all 0.
 * Case and blanks do not matter. Without `pinyin` (still loading) only the text itself counts.
 */
export function score(text: string, query: string, pinyin?: PinyinMatch): number {
  const plain = text.toLowerCase()
  const wanted = query.trim().toLowerCase()
  if (!wanted) return 1
  const at = plain.indexOf(wanted)
  if (at >= 0) return at === 0 ? 4 : 3
  const letters = wanted.replace(/\s+/g, '')
  if (!pinyin || !/^[a-z]+$/.test(letters)) return 0
  const hits = pinyin(text, letters)
  return hits === null ? 0 : hits[0] === 0 ? 2 : 1
}

/** The items that answer the query, best first; equal ones keep their order. */
export function rank<Item>(items: readonly Item[], wordsOf: (item: Item) => string, query: string, pinyin?: PinyinMatch): Item[] {
  return items
    .map((item, order) => ({ item, order, points: score(wordsOf(item), query, pinyin) }))
    .filter((x) => x.points > 0)
    .sort((a, b) => b.points - a.points || a.order - b.order)
    .map((x) => x.item)
}

let loading: Promise<PinyinMatch> | undefined

/** Loads the pinyin table once (a chunk of its own: some 200 KB that only a search needs). */
export function loadPinyin(): Promise<PinyinMatch> {
  loading ??= import('pinyin-pro').then(
    ({ match }) =>
      (text, query) =>
        match(text, query, { continuous: true }),
  )
  return loading
}
