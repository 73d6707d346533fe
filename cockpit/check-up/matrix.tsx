import type { ReactNode } from 'react'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import { useNow } from '../../ui/clock.ts'
import { ago } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { shortName } from '../map/marker.tsx'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { Standing } from './standing.tsx'

type Row = CheckUpWall['rows'][number]
type Boards = CheckUpWall['boards']

const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)
/** More than this many rows stand side by side, in two parts, on a wide wall in three. */
const inOne = 14

/** Autonomous counties go by their short name: the long one fits no column. */
const brief = (name: string): string => (name.length > 6 ? shortName(name) : name)

/** The age of an area's check-up; that there is none, or that it is too old to count. */
function Made({ row }: { row: Row }): ReactNode {
  const now = useNow()
  if (!row.made) return <span className="t2">{t('check-up.never')}</span>
  const old = ago(row.made.at, now, lang(), true)
  return row.stale ? <b className="soon">{t('check-up.stale', { age: old })}</b> : <span className="t2">{old}</span>
}

function Line({ row, own }: { row: Row; own: boolean }): ReactNode {
  return (
    <tr className={own ? 'own' : ''}>
      <th scope="row">
        {own ? row.name : <a href={hrefOf({ screen: 'check-up', area: row.path ?? row.code })}>{brief(row.name)}</a>}
      </th>
      {row.cells.map((cell) => (
        <td key={cell.board}>
          <Standing cell={cell} />
        </td>
      ))}
      <td className="mk">
        <Made row={row} />
      </td>
    </tr>
  )
}

function Half({ rows, boards, own }: { rows: readonly Row[]; boards: Boards; own: string }): ReactNode {
  return (
    <table className={rows.length > inOne ? 'cu many' : 'cu'}>
      <thead>
        <tr>
          <th scope="col">{t('risk.area')}</th>
          {boards.map(({ id, name }) => (
            <th key={id} scope="col">
              {say(name)}
            </th>
          ))}
          <th scope="col">{t('check-up.made')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.code} row={row} own={row.code === own} />
        ))}
      </tbody>
    </table>
  )
}

/** What the shapes mean. */
function Key(): ReactNode {
  const cell = { board: '', outside: 1, unknown: 0, normal: 0, grave: 0, worst: null }
  return (
    <ul className="cu-key">
      {(['abnormal', 'partial', 'normal', 'unknown'] as const).map((standing) => (
        <li key={standing}>
          <Standing cell={{ ...cell, standing }} size={26} label="" />
          {t(`check-up.key.${standing}`)}
        </li>
      ))}
    </ul>
  )
}

/** Boards × areas: each area of the tier below with its boards, and how old its check-up is. */
export function Matrix({ wall }: { wall: CheckUpWall }): ReactNode {
  const { rows, boards, area, coverage } = wall
  const wide = useWide()
  const columns = rows.length > inOne ? (wide ? 3 : 2) : 1
  const each = Math.ceil(rows.length / columns)
  const parts = Array.from({ length: columns }, (_, n) => rows.slice(n * each, (n + 1) * each))
  return (
    <section className="wp cus" aria-label={t('check-up.matrix')}>
      <PanelHead
        title={t('check-up.matrix')}
        note={coverage.of > 0 && t('check-up.coverage', { n: coverage.n, of: coverage.of })}
      />
      <div className="ra2">
        {parts.map((some) => (
          <Half key={some[0]?.code ?? 'none'} rows={some} boards={boards} own={area.code} />
        ))}
      </div>
      <Key />
    </section>
  )
}
