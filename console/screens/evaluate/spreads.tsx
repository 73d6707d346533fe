import type { ReactNode } from 'react'
import type { Evaluation, EvaluationSpread } from '../../../contract/evaluation.ts'
import { burdenHow, spreadEdges, spreads } from '../../../contract/evaluation-kinds.ts'
import { duration, number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { h } from './handling-words.ts'
import { ToCases } from './to-cases.tsx'

const time = (minutes: number): string => duration(Math.round(minutes) * 60_000, lang())
const short = (minutes: number): string => duration(Math.max(minutes * 60_000, 1_000), lang())

/** How long things took, as they are spread: columns between fixed edges, each opening its cases. */
export function Spreads({ one }: { one: Evaluation }): ReactNode {
  return (
    <section>
      <h2>
        {h('spreads')} <small className="meta">{h('spreads-note')}</small>
      </h2>
      {one.spreads.map((spread) => (
        <Spread key={spread.id} one={one} spread={spread} />
      ))}
    </section>
  )
}

function Spread({ one, spread }: { one: Evaluation; spread: EvaluationSpread }): ReactNode {
  const { id, n, columns, median, nine, was } = spread
  const name = say(spreads[id])
  const most = Math.max(...columns)
  return (
    <div className="hd-spread">
      <p className="row wrap">
        <b className="b">{name}</b>
        <span className="meta">{n > 0 ? h('n', { n: number(n) }) : h('none')}</span>
        {median !== null && nine !== null && (
          <span>
            {h('half', { time: short(median) })} · {h('nine', { time: short(nine) })}
          </span>
        )}
        {was.median !== null && <span className="meta">{h('half-was', { time: short(was.median) })}</span>}
        {id === 'burden' && <span className="meta">{say(burdenHow)}</span>}
      </p>
      {n > 0 && (
        <ul className="hd-columns">
          {columns.map((count, at) => {
            const label = h('column', { name, range: rangeOf(at), n: number(count) })
            return (
              <li key={at} title={label}>
                {count > 0 && (
                  <ToCases one={one} of={{ figure: id, part: String(at) }} label={label} heard={label}>
                    <span className="hd-n">{number(count)}</span>
                    <i style={{ height: `${(100 * count) / most}%` }} />
                  </ToCases>
                )}
                <small>{at < spreadEdges.length ? edgeOf(spreadEdges[at]!) : '›'}</small>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** 1 分, 2 时, 3 天 below the columns: as short as it goes. */
function edgeOf(minutes: number): string {
  const zh = lang() !== 'en'
  if (minutes < 60) return `${minutes}${zh ? '分' : 'm'}`
  if (minutes < 1440) return `${minutes / 60}${zh ? '时' : 'h'}`
  return `${minutes / 1440}${zh ? '天' : 'd'}`
}

function rangeOf(at: number): string {
  const [from, to] = [spreadEdges[at - 1], spreadEdges[at]]
  if (from === undefined) return h('up', { time: time(to!) })
  return to === undefined ? h('over', { time: time(from) }) : h('within', { from: time(from), to: time(to) })
}
