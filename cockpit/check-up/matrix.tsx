import type { CSSProperties, ReactNode } from 'react'
import { unknownBoards } from '../../contract/check-up-kinds.ts'
import { useNow } from '../../ui/clock.ts'
import { ago } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { briefName } from '../map/marker.tsx'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { boardName } from './board-name.ts'
import type { FilledWall } from './filled.ts'
import { BoardOpens, knownBrief, noCell, Standing } from './standing.tsx'

type Row = FilledWall['rows'][number]
type Boards = FilledWall['boards']

const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)
/** More than this many rows stand side by side: in two parts, on a wide wall in up to three. */
const inOne = 14

/** How long ago the newest value of an area that counts was observed; that it has none. */
function Told({ row }: { row: Row }): ReactNode {
  const now = useNow()
  return <span className="t2">{row.told ? ago(row.told, now, lang(), true) : t('check-up.not-told')}</span>
}

/** A board of an area; where there is room, with what stands behind its shape, in one line: how many grave events, how many vitals outside, how much is known. */
function Cell({ cell, words }: { cell: Row['cells'][number]; words: boolean }): ReactNode {
  if (!words) return <Standing cell={cell} />
  return (
    <span className="cw">
      <Standing cell={cell} />
      {cell.grave > 0 && <b>{cell.grave}</b>}
      {cell.grave > 0 && cell.outside > 0 && <Standing cell={{ ...cell, worst: null }} label="" />}
      <span className="t2">{knownBrief(cell)}</span>
    </span>
  )
}

function Line({ row, boards, own, words }: { row: Row; boards: Boards; own: boolean; words: boolean }): ReactNode {
  return (
    <tr className={own ? 'own' : ''}>
      <th scope="row">
        {own ? row.name : <a href={hrefOf({ screen: 'check-up', area: row.path ?? row.code })}>{briefName(row.name)}</a>}
      </th>
      {boards
        .map(({ id, name }) => ({ name, cell: row.cells.find(({ board }) => board === id) }))
        .map(
          ({ name, cell }) =>
            cell && (
              <td key={cell.board}>
                <BoardOpens cell={cell} area={row.path ?? row.code} title={`${row.name} · ${say(name)}`}>
                  <span className="vh">{`${row.name} · ${say(name)} · `}</span>
                  <Cell cell={cell} words={words} />
                </BoardOpens>
              </td>
            ),
        )}
      <td className="mk">
        <Told row={row} />
      </td>
    </tr>
  )
}

type HalfProps = { rows: readonly Row[]; most: number; boards: Boards; own: string; alone: boolean; words: boolean }

function Half({ rows, most, boards, own, alone, words }: HalfProps): ReactNode {
  // Rows share the height there is, those of all parts alike, also below the bar of a red event.
  const style = { '--rows': most, '--boards': boards.length } as CSSProperties
  return (
    <table className={`cu${alone ? ' alone' : ''}${words ? ' said' : ''}`} style={style}>
      <thead>
        <tr>
          <th scope="col">{t('risk.area')}</th>
          {boards.map((board) => (
            <th key={board.id} scope="col" aria-label={say(board.name)}>
              <span>{boardName(board)}</span>
            </th>
          ))}
          <th scope="col">{t('check-up.told')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.code} row={row} boards={boards} own={row.code === own} words={words} />
        ))}
      </tbody>
    </table>
  )
}

/** A board that nothing belongs to anywhere here, no vital and no event, takes no column. */
const holds = ({ because, grave, outside }: Row['cells'][number]): boolean => because !== 'no-vital' || grave > 0 || outside > 0

/** Why what is unknown is so, with how many cells each reason has. */
function reasons(rows: readonly Row[], boards: Boards): string {
  const shown = new Set(boards.map(({ id }) => id))
  const counts = unknownBoards.map((why) => ({
    why,
    n: rows.reduce(
      (sum, { cells }) =>
        sum +
        cells.filter(({ board, standing, because }) => shown.has(board) && standing === 'unknown' && because === why).length,
      0,
    ),
  }))
  return counts.flatMap(({ why, n }) => (n > 0 ? [`${t(`check-up.because.${why}`)} ${n}`] : [])).join(' · ')
}

/** What the shapes mean, and why the unknown is unknown. */
function Key({ rows, boards, said }: { rows: readonly Row[]; boards: Boards; said: boolean }): ReactNode {
  const words = reasons(rows, boards)
  return (
    <ul className="cu-key">
      {(['abnormal', 'partial', 'normal', 'unknown'] as const).map((standing) => (
        <li key={standing}>
          <Standing cell={{ ...noCell, outside: 1, standing }} size={26} label="" />
          <span className="el">
            {t(standing === 'abnormal' && said ? 'check-up.key.abnormal-said' : `check-up.key.${standing}`)}
            {standing === 'unknown' && words && t('check-up.key.because', { words })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Boards × areas: each area of the tier below with its boards, and when it was last told of. */
export function Matrix({ wall }: { wall: FilledWall }): ReactNode {
  const { rows, area, coverage } = wall
  const boards = wall.boards.filter(({ id }) => rows.some(({ cells }) => cells.some((cell) => cell.board === id && holds(cell))))
  const wide = useWide()
  const columns = Math.min(wide ? 3 : 2, Math.max(1, Math.ceil(rows.length / inOne)))
  const said = wide && columns === 1
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
          <Half
            key={some[0]?.code ?? 'none'}
            rows={some}
            most={each}
            boards={boards}
            own={area.code}
            alone={columns === 1}
            words={said}
          />
        ))}
      </div>
      <Key rows={rows} boards={boards} said={said} />
    </section>
  )
}
