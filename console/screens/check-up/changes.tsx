import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CheckUpChange } from '../../../contract/check-up.ts'
import { boardWords, checkUpChangeWords } from '../../../contract/check-up-kinds.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { lang } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import { c, listed, rangeWords } from './words.ts'

/** What changed since the check-up before, worse things first, each with what it comes from. */
export function Changes({ changes }: { changes: readonly CheckUpChange[] }): ReactNode {
  return (
    <section id="cu-changes">
      <h3>
        {c('changes')} <small>{changes.length}</small>
      </h3>
      {changes.length === 0 && <p className="t2">{c('no-changes')}</p>}
      <ul>
        {changes.map((one) => (
          <li key={`${one.kind} ${one.id}`} className="cu-change">
            <span className="cu-kind">{say(checkUpChangeWords[one.kind])}</span>
            <span>
              <Named change={one} /> <Why change={one} /> <span className="t2">{say(boardWords(one.board))}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Its name, and the way to its page. */
function Named({ change: { kind, id, name } }: { change: CheckUpChange }): ReactNode {
  if (kind === 'areas') return <b>{say(name)}</b>
  if (kind.startsWith('vital'))
    return (
      <Link to="/vitals" search={{ vital: id, q: id }}>
        {say(name)}
      </Link>
    )
  if (kind.startsWith('grave'))
    return (
      <Link to="/events/$id" params={{ id }}>
        {say(name)}
      </Link>
    )
  return (
    <Link to="/objects" search={{ id }}>
      {say(name)}
    </Link>
  )
}

function Why({ change: { kind, why } }: { change: CheckUpChange }): ReactNode {
  const now = useNow()
  const range = rangeWords(why)
  const measured = why.value !== null && `${number(why.value, why.decimals ?? 2)}${why.unit ? ` ${say(why.unit)}` : ''}`
  const parts = [
    measured,
    measured && range && c('normal-is', { range }),
    why.state && stateWords(why.state),
    why.grade && gradeWords(why.grade),
    why.events !== null && c('why.events', { n: why.events }),
    kind.startsWith('risk') &&
      c('why.level', { from: why.from ? riskWord(why.from) : c('below'), to: why.to ? riskWord(why.to) : c('gone') }),
    listed(why.reasons),
    why.since && c('since', { at: dateTime(why.since, now, lang()) }),
  ].filter(Boolean)
  return parts.join(' · ')
}
