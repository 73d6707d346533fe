import { isRest } from '../../contract/rest-parts.ts'
import type { FigureWish, WallFigure } from '../../contract/wall-figures.ts'

const urgent = { grade: 'extraordinary,major' }
/** Lists of the console that hold the same rows; drills, which no figure counts, are marked there. */
const lists: Partial<Record<WallFigure | 'board', [page: string, search: Readonly<Record<string, string>>]>> = {
  open: ['/events', { view: 'open' }],
  urgent: ['/events', { view: 'open', ...urgent }],
  overdue: ['/events', { view: 'overdue' }],
  risk: ['/risk', {}],
  desk: ['/risk', { by: 'desk' }],
}

/** The path of a part of an area; null: of a city a part is an operating district, which no path stands for, and a zone has none. */
function pathOf(area: string | null, part: string): string | null {
  const depth = area?.endsWith('/') ? area.split('/').filter(Boolean).length : 0
  return depth > 1 ? `${area}${part}/` : null
}

/** The list of the console with the same filter; null where it has none. */
export function consoleHref({ figure, area, part, level, object }: FigureWish): string | null {
  if (figure === 'object' && object) return `/risk?object=${encodeURIComponent(object)}`
  const [page, search] = lists[figure] ?? []
  if (!page || level === 'unrated') return null
  const params = new URLSearchParams({ ...search, ...(level ? { level } : {}) })
  if (part && isRest(part)) return null
  const where = part ? pathOf(area, part) : area
  if (where === null && part) return null
  if (where) params.set('area', where)
  return `${page}?${params}`
}
