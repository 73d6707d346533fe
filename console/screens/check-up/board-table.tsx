import type { ReactNode } from 'react'
import type { CheckUp, CheckUpBoard } from '../../../contract/check-up.ts'
import { boardWords, otherBoard } from '../../../contract/check-up-kinds.ts'
import { number, percent } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { type Column, columnGroups } from './columns.ts'
import { Go } from './go.tsx'
import { c } from './words.ts'

type Boards = readonly CheckUpBoard[]
const sum = (all: Boards, of: Column['of']): number => all.reduce((total, one) => total + of(one), 0)
/** What belongs to no board is a row only where there is something. */
const isEmpty = ({ vitals, events, repeats, risks, plans }: CheckUpBoard): boolean =>
  [...Object.values(vitals), ...Object.values(risks), events.open, repeats, plans.of].every((n) => n === 0)

/** Boards by what is counted; each figure opens its rows and shows how it differs from the one before. */
export function BoardTable({ checkUp: { area, body, before } }: { checkUp: CheckUp }): ReactNode {
  const groups = columnGroups(area, body.kinds)
  const flat = groups.flatMap(({ columns }) => columns)
  const shown = body.boards.filter((one) => one.board !== otherBoard || !isEmpty(one))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="cu-scroll" aria-label={c('board')} tabIndex={0}>
      <table className="tb cu-boards">
        <Heads groups={groups} />
        <tbody>
          {shown.map((one) => (
            <Line
              key={one.board}
              name={say(boardWords(one.board))}
              board={one.board}
              now={[one]}
              was={before?.boards.filter(({ board }) => board === one.board) ?? null}
              columns={flat}
            />
          ))}
        </tbody>
        <tfoot>
          <Line name={c('total')} board={undefined} now={body.boards} was={before?.boards ?? null} columns={flat} />
        </tfoot>
      </table>
    </section>
  )
}

function Heads({ groups }: { groups: ReturnType<typeof columnGroups> }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {c('board')}
        </th>
        {groups.map(({ group, columns }) => (
          <th key={group} scope="colgroup" colSpan={columns.length}>
            {group}
          </th>
        ))}
        <th scope="col" rowSpan={2} className="cu-first">
          {c('plans')}
        </th>
      </tr>
      <tr>
        {groups.flatMap(({ columns }) =>
          columns.map(({ id, name }, i) => (
            <th key={id} scope="col" className={i === 0 ? 'cu-first' : undefined}>
              {name}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}

type LineProps = { name: string; board: string | undefined; now: Boards; was: Boards | null; columns: readonly Column[] }

function Line({ name, board, now, was, columns }: LineProps): ReactNode {
  const [n, of] = [sum(now, ({ plans }) => plans.n), sum(now, ({ plans }) => plans.of)]
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <Cell
          key={column.id}
          column={column}
          n={sum(now, column.of)}
          was={was && sum(was, column.of)}
          of={column.share ? sum(now, column.share) : null}
          unjudged={column.unjudged ? sum(now, column.unjudged) : 0}
          about={{ name, board }}
        />
      ))}
      <td className="num cu-first">
        {of === 0 ? (
          <span className="t2">0/0</span>
        ) : n === of ? (
          `${number(n)}/${number(of)}`
        ) : (
          <Unmanned n={n} of={of} name={name} />
        )}
        <Places of={now} />
      </td>
    </tr>
  )
}

/** Of how many areas, all plans together; a check-up from before they were counted has none. */
function Places({ of }: { of: Boards }): ReactNode {
  const all = sum(of, ({ manned }) => manned?.of ?? 0)
  if (all === 0) return null
  return <small className="cu-by">{c('manned', { n: number(sum(of, ({ manned }) => manned?.n ?? 0)), of: number(all) })}</small>
}

const Unmanned = ({ n, of, name }: { n: number; of: number; name: string }): ReactNode => (
  <Go way={{ part: 'cu-unmanned' }} label={c('cell', { name, column: c('plans'), n: `${n}/${of}` })}>
    {number(n)}/{number(of)}
  </Go>
)

type CellProps = {
  column: Column
  n: number
  was: number | null
  of: number | null
  unjudged: number
  about: { name: string; board: string | undefined }
}

/** No check-up before is no difference; a vital of no board has no list of its own. */
function Cell({ column, n, was, of, unjudged, about: { name, board } }: CellProps): ReactNode {
  const by = was === null ? 0 : n - was
  const first = column.id === 'normal' || column.id === 'open' || column.id === 'red' ? ' cu-first' : ''
  return (
    <td className={`num${first}${n === 0 && by === 0 ? ' t2' : ''}`}>
      {n === 0 ? (
        '0'
      ) : (
        <Go way={column.way(board)} label={c('cell', { name, column: column.name, n: number(n) })}>
          {number(n)}
        </Go>
      )}
      {of !== null && n > 0 && (
        <small className="cu-by">
          /{number(of)} · {percent(n, of)} %
        </small>
      )}
      {unjudged > 0 && <small className="cu-by">{c('unjudged', { n: number(unjudged) })}</small>}
      {by !== 0 && <small className="cu-by b">{by > 0 ? `+${number(by)}` : `−${number(-by)}`}</small>}
    </td>
  )
}
