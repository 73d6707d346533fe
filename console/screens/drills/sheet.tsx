import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ExerciseSheet } from '../../../contract/exercise.ts'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, duration } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { lang } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { PrintedPage } from '../../parts/printed-page.tsx'
import { d } from './d.ts'
import { sheetQuery } from './drill-queries.ts'
import { Posts, SheetTimeline, Steps, waysWords } from './sheet-parts.tsx'
import './drills.css'

/** 复盘单: what came of a drill on paper. */
export function DrillSheet(): ReactNode {
  const { id } = useParams({ from: '/drills/$id' })
  const query = useQuery({ ...sheetQuery(id), refetchInterval: 15_000 })
  return (
    <PrintedPage
      query={query}
      title={d('sheet')}
      whose={query.data?.no}
      links={() => (
        <>
          <Link className="btn" to="/events/$id" params={{ id }}>
            {d('to-event')}
          </Link>
          <Link className="btn" to="/plans/drills">
            {d('back')}
          </Link>
        </>
      )}
    >
      {(sheet) => <Sheet sheet={sheet} />}
    </PrintedPage>
  )
}

function Sheet({ sheet }: { sheet: ExerciseSheet }): ReactNode {
  return (
    <article className="drill-sheet">
      <h2>
        <CaseTitle title={sheet.title} /> <small>{d('sheet')}</small>
      </h2>
      {!sheet.over && <p className="b">{d('sheet.going')}</p>}
      <Facts sheet={sheet} />
      <section>
        <h3>
          {d('sheet.steps')}{' '}
          <small>
            {sheet.inTime.of > 0 ? d('sheet.in-time', sheet.inTime) : d(sheet.over ? 'sheet.in-time-none' : 'sheet.in-time-yet')}
          </small>
        </h3>
        <Steps steps={sheet.steps} over={sheet.over} />
      </section>
      <section>
        <h3>
          {d('sheet.posts')} <small>{d('sheet.posts-note')}</small>
        </h3>
        <Posts rows={sheet.rows} over={sheet.over} />
      </section>
      <Gaps sheet={sheet} />
      <Notes notes={sheet.notes} />
      <section>
        <h3>{d('sheet.timeline')}</h3>
        <SheetTimeline event={sheet.event} since={sheet.startedAt} />
      </section>
      <footer className="drill-sign">
        <span>{d('sheet.sign')}</span>
        <span>{d('sheet.sign2')}</span>
      </footer>
    </article>
  )
}

function Facts({ sheet }: { sheet: ExerciseSheet }): ReactNode {
  const now = useNow()
  const at = (time: string): string => dateTime(time, now, lang(), true)
  const lasted = sheet.endedAt ? duration(Date.parse(sheet.endedAt) - Date.parse(sheet.startedAt), lang()) : ''
  const lines: [string, string][] = [
    [d('col.no'), sheet.no],
    [d('grade'), gradeWords(sheet.grade)],
    [
      d('sheet.type'),
      `${say(sheet.typeName)} · ${sheet.planVersion === 0 ? d('sheet.shipped') : d('sheet.version', { n: sheet.planVersion })}`,
    ],
    [d('sheet.place'), sheet.areaName],
    [d('sheet.words'), sheet.words],
    [d('sheet.began'), `${at(sheet.startedAt)} · ${sheet.startedBy}`],
    ...(sheet.endedAt
      ? [[d('sheet.ended'), [at(sheet.endedAt), sheet.endedBy, lasted].filter(Boolean).join(' · ')] as [string, string]]
      : []),
    ...(sheet.reason ? [[d('sheet.reason'), sheet.reason] as [string, string]] : []),
    ...(sheet.live ? [[d('sheet.live'), sheet.live.no] as [string, string]] : []),
  ]
  return (
    <dl>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Gaps({ sheet }: { sheet: ExerciseSheet }): ReactNode {
  const silent = sheet.rows.filter(({ inform, answeredS }) => !inform && answeredS === null)
  // One of those who are called together is enough, but for its own unit only: that the lead answered says nothing of who assists.
  const answered = new Set(sheet.rows.filter((row) => row.answeredS !== null).map(({ step, unitName }) => `${step} ${unitName}`))
  const quiet = silent.filter(
    ({ step, unitName, order }) => !answered.has(`${step} ${unitName}`) && order !== 'accepted' && order !== 'passed',
  )
  return (
    <section>
      <h3>{d('sheet.gaps')}</h3>
      {sheet.gaps.length + quiet.length === 0 && <p>{d('sheet.no-gaps')}</p>}
      <ul>
        {sheet.gaps.map(({ step, name }) => (
          <li key={step}>{d('sheet.gap', { n: step + 1, name: say(name) })}</li>
        ))}
        {quiet.map(({ post, postName, unitName, ways }) => (
          <li key={post}>
            {d(sheet.over ? 'sheet.failed' : 'sheet.waits', { post: `${unitName} ${postName}`, ways: waysWords(ways) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Notes({ notes }: Pick<ExerciseSheet, 'notes'>): ReactNode {
  const now = useNow()
  return (
    <section>
      <h3>{d('sheet.notes')}</h3>
      {notes.length === 0 && <p className="t2">{d('sheet.no-notes')}</p>}
      <ul>
        {notes.map(({ at, by, note }) => (
          <li key={`${at} ${note}`}>
            <span className="wrap-anywhere">{note}</span>{' '}
            <span className="t2 nw">
              {by} {dateTime(at, now, lang(), true)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
