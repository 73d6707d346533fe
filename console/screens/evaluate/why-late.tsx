import type { ReactNode } from 'react'
import type { Evaluation } from '../../../contract/evaluation.ts'
import { type LatePart, lateParts } from '../../../contract/evaluation-kinds.ts'
import { duration, number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { shareOf } from '../quality/share.ts'
import { h } from './handling-words.ts'
import { ToCases } from './to-cases.tsx'

/** 为什么超时: where the time of late cases went. Each part opens the cases it was the longest of. */
export function WhyLate({ one }: { one: Evaluation }): ReactNode {
  const { cases, parts } = one.late
  const all = parts.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <section>
      <h2>
        {h('late')} <small className="meta">{h('late-note')}</small>
      </h2>
      {cases === 0 ? (
        <p className="t2">{h('late-none')}</p>
      ) : (
        <>
          <p className="row wrap">
            <ToCases one={one} of={{ figure: 'late', part: 'all' }} label={h('late-n', { n: number(cases) })}>
              {h('late-n', { n: number(cases) })}
            </ToCases>
          </p>
          <div className="hd-late" aria-hidden="true">
            {parts.map(({ part, minutes }) => (
              <i key={part} className={part} style={{ flexGrow: minutes }} />
            ))}
          </div>
          <ul className="hd-parts">
            {parts.map(({ part, minutes, longest }) => (
              <Part key={part} one={one} line={{ part, minutes, longest }} all={all} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

type Line = { part: LatePart; minutes: number; longest: number }

function Part({ one, line: { part, minutes, longest }, all }: { one: Evaluation; line: Line; all: number }): ReactNode {
  const words = h('late-longest', { n: number(longest) })
  return (
    <li>
      <i className={`hd-key ${part}`} aria-hidden="true" />
      <b className="b">{say(lateParts[part])}</b>
      <span>{h('late-time', { time: duration(minutes * 60_000, lang()) })}</span>
      <span className="meta">{all > 0 ? `${Math.round((100 * minutes) / all)} %` : ''}</span>
      {longest > 0 ? (
        <ToCases one={one} of={{ figure: 'late', part }} label={`${say(lateParts[part])} ${words}`}>
          {h('late-longest', { n: shareOf(longest, one.late.cases).words })}
        </ToCases>
      ) : (
        <span className="t2">{words}</span>
      )}
    </li>
  )
}
