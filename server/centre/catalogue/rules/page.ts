import type { CatalogueKind, CatalogueView, FilingCondition } from '../../../../contract/catalogue.ts'

type Wish = {
  q?: string | undefined
  kind?: CatalogueKind | undefined
  unread?: boolean
  after?: string | undefined
  limit: number
}

/** The conditions that fit a wish, in the order of the sheets: by code, by the words of class, condition and owner; a page after `after`. */
export function conditionPage(
  all: readonly FilingCondition[],
  { q, kind, unread, after, limit }: Wish,
): { rows: FilingCondition[]; found: number; next: string | null } {
  const words = (q ?? '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const fit = all.filter(
    (one) => (!kind || one.kind === kind) && (!unread || one.limit === 'unread') && words.every((word) => holds(one, word)),
  )
  const from = after === undefined ? 0 : fit.findIndex(({ id }) => id === after) + 1
  const rows = fit.slice(from, from + limit)
  return { rows, found: fit.length, next: from + limit < fit.length ? (rows.at(-1)?.id ?? null) : null }
}

const holds = ({ id, code, major, name, text, unit }: FilingCondition, word: string): boolean =>
  code.startsWith(word) || [id, major, name, text, unit].some((part) => part.toLowerCase().includes(word))

/** How many of each there are. */
export function countsOf(all: readonly FilingCondition[]): CatalogueView['counts'] {
  const of = (kind: CatalogueKind) => {
    const own = all.filter((one) => one.kind === kind)
    const codes = new Set(own.map(({ code }) => code))
    return {
      majors: new Set(own.map(({ code }) => code.slice(0, 2))).size,
      classes: codes.size,
      local: new Set(own.filter(({ local }) => local).map(({ code }) => code)).size,
      conditions: own.length,
      unread: own.filter(({ limit }) => limit === 'unread').length,
    }
  }
  return { event: of('event'), component: of('component') }
}
