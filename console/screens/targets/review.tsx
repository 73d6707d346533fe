import './targets.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard, TargetIndicatorRow, TargetItemRow } from '../../../contract/target.ts'
import { wayDigits } from '../../../contract/target-digits.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { comma, lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { g } from './g.ts'
import { attainedText, expectedText, Light, Lights, valueText, whyWords } from './light.tsx'
import { boardQuery } from './target-queries.ts'

/** 季度评审单: what of a plan is behind or slow in a quarter, why, and what comes next; on paper as on the screen. */
export function TargetReview(): ReactNode {
  const { plan } = useParams({ from: '/targets/$plan/review' })
  const { quarter } = useSearch({ from: '/targets/$plan/review' })
  const query = useQuery(boardQuery(plan, quarter))
  useEffect(() => {
    document.title = g('review')
  }, [])
  return (
    <main className="tg-page" id="content">
      <Screen query={query} title={g('review')}>
        {(board) => (
          <>
            <header className="tg-bar no-print">
              <h1 className="grow">{g('review')}</h1>
              <Button kind="primary" onPress={() => window.print()}>
                {g('print')}
              </Button>
              <Link className="btn" to="/targets" search={{ plan: board.id, quarter: board.quarter }}>
                {g('back')}
              </Link>
            </header>
            <Paper board={board} />
          </>
        )}
      </Screen>
    </main>
  )
}

type Row = TargetItemRow | TargetIndicatorRow

function Paper({ board }: { board: TargetBoard }): ReactNode {
  const now = useNow()
  const rows: Row[] = [...board.items, ...board.indicators]
  const of = (...lights: Row['light'][]) => rows.filter(({ light }) => lights.includes(light))
  return (
    <article className="tg-paper">
      <h2>{g('review.title', { name: say(board.name), quarter: say(periodWords(board.quarter)) })}</h2>
      <p className="meta">
        {[
          board.areaName,
          g('version', { n: board.version }),
          board.running && g('running'),
          g('as-of', { at: dateTime(board.at, now, lang()) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        {g('view.items')} {board.items.length} <Lights rows={board.items} />
      </p>
      <p>
        {g('view.indicators')} {board.indicators.length} <Lights rows={board.indicators} />
      </p>
      <Wanting rows={[...of('behind'), ...of('slow')]} />
      <Names title={g('review.ok')} rows={of('on-track', 'done')} />
      <Names title={g('review.unknown')} rows={of('unknown')} />
      <Names title={g('light.unjudged')} rows={of('unjudged')} />
      <footer className="tg-sign">
        <span>{g('review.sign')}</span>
        <span>{g('review.sign2')}</span>
      </footer>
    </article>
  )
}

function Wanting({ rows }: { rows: readonly Row[] }): ReactNode {
  return (
    <section>
      <h3>
        {g('review.behind')} <small>{rows.length}</small>
      </h3>
      {rows.length === 0 ? (
        <p className="meta">{g('review.none')}</p>
      ) : (
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{g('light')}</th>
              <th scope="col">{g('name')}</th>
              <th scope="col">{g('owner')}</th>
              <th scope="col">{g('reason')}</th>
              <th scope="col">{g('next')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="nw">
                  <Light light={row.light} />
                </td>
                <td>
                  {say(row.name)} <span className="t2">{standing(row)}</span> {isSample(row) && <Tag>{g('sample')}</Tag>}
                </td>
                <td>{row.owner?.name ?? g('no-owner')}</td>
                <td>{row.reason ?? <b>{g('not-said')}</b>}</td>
                <td>
                  {row.next?.words ?? <b>{g('not-said')}</b>} {row.next?.due && g('by', { day: row.next.due })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What its light comes from: of an item the reason, of an indicator both numbers and what they come to. */
const standing = (row: Row): string =>
  'why' in row
    ? whyWords(row, say)
    : `${valueText(row.current?.value, row.decimals)} / ${expectedText(row)} ${say(row.unit)} · ${wayText(row)}${attainedText(row)}`

/** A way gone from a baseline is no share of the two numbers before it: its own two stand with it. */
function wayText({ attainment }: TargetIndicatorRow): string {
  if (attainment?.formula !== 'way') return ''
  const digits = wayDigits(attainment)
  return g('review.way', { top: number(attainment.top, digits), bottom: number(attainment.bottom, digits) })
}

function Names({ title, rows }: { title: string; rows: readonly Row[] }): ReactNode {
  return (
    <section>
      <h3>
        {title} <small>{rows.length}</small>
      </h3>
      <p>{rows.length === 0 ? g('review.none') : namesOf(rows)}</p>
    </section>
  )
}

/** Names of things that have one; of the others how many they are. */
function namesOf(rows: readonly Row[]): string {
  const named = rows.filter((row) => row.named).map(({ name }) => say(name))
  const without = rows.length - named.length
  return [...named, ...(without > 0 ? [g('review.unnamed', { n: without })] : [])].join(comma())
}

const isSample = (row: Row): boolean => ('why' in row ? row.progress?.sample : row.current?.sample) ?? false
