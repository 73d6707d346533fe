import type { ReactNode } from 'react'
import type { MapAreas as Areas } from '../../../contract/tile.ts'
import { NONE, number } from '../../../ui/format.ts'
import { List } from '../../../ui/list.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { t } from '../../messages.ts'
import { type Level, levels } from './geo.ts'
import { levelWords } from './map-legend.tsx'
import type { ThingSource } from './map-style.ts'

export type AreaRow = Areas['rows'][number]

const shownOf = ({ counts }: AreaRow, hidden: ReadonlySet<Level>): number =>
  levels.reduce<number>((sum, level) => sum + (hidden.has(level) ? 0 : (counts[level] ?? 0)), 0)

/** The parts of an area, the worst first: by how many of the worst level shown, then of the next. */
export function worstFirst(rows: readonly AreaRow[], hidden: ReadonlySet<Level>): AreaRow[] {
  const order = levels.filter((level) => !hidden.has(level))
  return rows.toSorted((a, b) => {
    for (const level of order) {
      const more = (b.counts[level] ?? 0) - (a.counts[level] ?? 0)
      if (more !== 0) return more
    }
    return 0
  })
}

type Props = {
  rows: readonly AreaRow[] | undefined
  show: ThingSource
  hidden: ReadonlySet<Level>
  current: string | null
  onCurrent: (code: string) => void
  onOpen: (area: AreaRow) => void
  error: Error | null
  onRetry: () => void
}

/** A bar for every part of the area: its length is how many, its colours which. Opening one filters map, list and bars by it. */
export function MapAreas({ rows, show, hidden, current, onCurrent, onOpen, error, onRetry }: Props): ReactNode {
  if (!rows) return error ? <Failed error={error} onRetry={onRetry} /> : <Loading />
  const most = Math.max(1, ...rows.map((row) => shownOf(row, hidden)))
  const open = (code: string) => {
    const area = rows.find((row) => row.code === code)
    if (area) onOpen(area)
  }
  return (
    <section className="ls" aria-label={t('map.parts')}>
      <p className="grp">
        {t('map.parts')}
        <span className="grow" />
        {t('map.parts-order')}
      </p>
      <List
        label={t('map.parts')}
        rows={rows}
        keyOf={({ code }) => code}
        words={(row) => `${row.name} ${wordsOf(row, { show, hidden })}`}
        current={current}
        onCurrent={onCurrent}
        onOpen={open}
        rowOf={(row) => <Part row={row} show={show} hidden={hidden} most={most} />}
        none={<p className="meta state">{t('map.no-parts')}</p>}
      />
    </section>
  )
}

const wordsOf = (row: AreaRow, { show, hidden }: { show: ThingSource; hidden: ReadonlySet<Level> }): string =>
  levels
    .filter((level) => !hidden.has(level) && (row.counts[level] ?? 0) > 0)
    .map((level) => `${levelWords(show, level)} ${number(row.counts[level] ?? 0)}`)
    .join('，')

function Part({
  row,
  show,
  hidden,
  most,
}: {
  row: AreaRow
  show: ThingSource
  hidden: ReadonlySet<Level>
  most: number
}): ReactNode {
  const n = shownOf(row, hidden)
  return (
    <span className="map-part">
      <span className="h el">{row.name}</span>
      <span className="map-bar" title={wordsOf(row, { show, hidden })} aria-hidden="true">
        {levels.map((level) =>
          hidden.has(level) || !row.counts[level] ? null : (
            <i key={level} className={`l${level}`} style={{ width: `${(row.counts[level] / most) * 100}%` }} />
          ),
        )}
      </span>
      <b className="b">{row.n === 0 ? NONE : number(n)}</b>
    </span>
  )
}
