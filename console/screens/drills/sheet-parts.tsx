import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ExerciseSheet, ExerciseStep } from '../../../contract/exercise.ts'
import { useNow } from '../../../ui/clock.ts'
import { actorPlace, factWords } from '../../../ui/fact-words.ts'
import { clockTime, duration } from '../../../ui/format.ts'
import { useLoadedPackWords } from '../../../ui/pack-words.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { comma, lang } from '../../../ui/t.ts'
import { eventQuery } from '../../queries.ts'
import { d, wayWords } from './d.ts'

const length = (s: number): string => duration(s * 1000, lang())
/** The ways of a call, in words; a notice alone has none. */
export const waysWords = (ways: readonly string[]): string =>
  ways.length > 0 ? ways.map(wayWords).join(comma()) : wayWords('app')

/** What became of a step; while the drill runs, what is not due yet may still be done. */
const verdictWords = ({ verdict, realS, limitS }: ExerciseStep, over: boolean): string =>
  verdict === 'open' && !over
    ? d('verdict.running')
    : verdict === 'late'
      ? d('verdict.late', { t: length((realS ?? limitS) - limitS) })
      : d(`verdict.${verdict}`)

/** Each limit of each order against what really happened, in the order in which they were asked. */
export function Steps({ steps, over }: Pick<ExerciseSheet, 'steps' | 'over'>): ReactNode {
  return (
    <table className="tb">
      <thead>
        <tr>
          <th scope="col">{d('sheet.role')}</th>
          <th scope="col">{d('sheet.unit')}</th>
          <th scope="col">{d('sheet.clock')}</th>
          <th scope="col">{d('sheet.limit')}</th>
          <th scope="col">{d('sheet.real')}</th>
          <th scope="col">{d('sheet.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={`${step.order} ${step.clock}`}>
            <td>{d(`role.${step.role}`)}</td>
            <td>{step.unitName}</td>
            <td>{d(`clock.${step.clock}`)}</td>
            <td className="nw">{length(step.limitS)}</td>
            <td className="nw">{step.realS === null ? '—' : length(step.realS)}</td>
            <td className={step.verdict === 'late' || step.verdict === 'missed' ? 'b' : ''}>{verdictWords(step, over)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every post that was called or told, in the order of the calls. */
export function Posts({ rows, over }: Pick<ExerciseSheet, 'rows' | 'over'>): ReactNode {
  return (
    <table className="tb">
      <thead>
        <tr>
          <th scope="col">{d('sheet.post')}</th>
          <th scope="col">{d('sheet.called')}</th>
          <th scope="col">{d('sheet.ways')}</th>
          <th scope="col">{d('sheet.answered')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ post, postName, unitName, inform, calledS, answeredS, ways }) => (
          <tr key={post}>
            <td>
              {unitName} {postName}
            </td>
            <td className="nw">{d('sheet.after', { t: length(Math.max(0, calledS)) })}</td>
            <td>{waysWords(ways)}</td>
            <td className="nw">
              {inform
                ? d('sheet.told')
                : answeredS === null
                  ? d(over ? 'sheet.not-answered' : 'sheet.not-yet')
                  : d('sheet.after', { t: length(answeredS) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What happened since the drill began, oldest first and all of it: paper has no "more". What the place reported before is no part of it. */
export function SheetTimeline({ event, since }: { event: string; since: string }): ReactNode {
  const query = useQuery(eventQuery(event))
  const now = useNow()
  useLoadedPackWords()
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const facts = query.data.facts
    .filter((fact) => Date.parse(fact.occurredAt) >= Date.parse(since))
    .toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt))
  return (
    <ol className="drill-facts">
      {facts.map((fact) => {
        const words = factWords(fact, lang(), now)
        return (
          <li key={fact.position}>
            <time dateTime={fact.occurredAt}>{clockTime(fact.occurredAt, true)}</time>
            <span className="wrap-anywhere">
              {words.text} <span className="t2">{actorPlace(fact.actor, words.text)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
