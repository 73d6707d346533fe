import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ExerciseList } from '../../../contract/exercise.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { PageHead } from '../../../ui/frame.tsx'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { changed } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { BeginDrill } from './begin.tsx'
import { d } from './d.ts'
import { drillsQuery } from './drill-queries.ts'
import './drills.css'

const hints = (): KeyHint[] => [{ action: 'search' }, { action: 'help' }]

/** 演练: when each plan was drilled last, every drill with its counts, and the way to begin one. Nobody is ranked. */
export function Drills(): ReactNode {
  const search = useSearch({ from: '/app/plans/drills' })
  const navigate = useNavigate({ from: '/plans/drills' })
  const { wish } = useArea()
  const mayRun = may(useSession(), 'exercise.run')
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const query = useQuery(drillsQuery(wish, cursor))
  useFoot(hints)
  const begin = (type: string | undefined) => void navigate({ search: (before) => changed(before, { begin: type ?? 'any' }) })
  return (
    <div className="drills">
      <Screen query={query} title={d('head')}>
        {(list) => (
          <>
            <PageHead title={d('head')}>
              <Link to="/plans" className="btn ghost">
                {d('plans')}
              </Link>
              <span className="grow" />
              {mayRun && (
                <Button kind="primary" icon="flag" onPress={() => begin(undefined)}>
                  {d('begin')}
                </Button>
              )}
            </PageHead>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <section className="drills-in" tabIndex={0} aria-label={d('head')}>
              <Rows list={list} onMore={setCursor} />
              <Plans plans={list.plans} onBegin={mayRun ? begin : null} />
            </section>
          </>
        )}
      </Screen>
      {mayRun && search.begin && (
        <BeginDrill
          type={search.begin === 'any' ? null : search.begin}
          object={search.object ?? null}
          onClose={() => void navigate({ search: (before) => changed(before, { begin: undefined, object: undefined }) })}
        />
      )}
    </div>
  )
}

/** 「3 / 4」; of nothing there is no share. */
export function InTime({ n, of }: { n: number; of: number }): ReactNode {
  return of > 0 ? <span className="num">{d('of', { n, of })}</span> : <span className="t2">{d('of-none')}</span>
}

function State({ row }: { row: ExerciseList['rows'][number] }): ReactNode {
  if (row.live)
    return (
      <Link to="/events/$id" params={{ id: row.live.id }}>
        {d('promoted', { no: row.live.no })}
      </Link>
    )
  return row.endedAt ? d('ended') : <Tag kind="ink">{d('running')}</Tag>
}

function Rows({ list, onMore }: { list: ExerciseList; onMore: (cursor: string) => void }): ReactNode {
  if (list.rows.length === 0)
    return (
      <p className="drills-none">
        <b className="b">{d('none')}</b> <span className="t2">{d('none-note')}</span>
      </p>
    )
  return (
    <>
      <h2>{d('list')}</h2>
      <div className="sideways">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{t('plans.col.grade')}</th>
              <th scope="col">{d('col.title')}</th>
              <th scope="col">{d('col.area')}</th>
              <th scope="col">{d('col.started')}</th>
              <th scope="col">{d('col.by')}</th>
              <th scope="col">{d('col.steps')}</th>
              <th scope="col">{d('col.posts')}</th>
              <th scope="col">{d('col.state')}</th>
              <th scope="col">{d('sheet')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.event}>
                <td>
                  <GradeBadge grade={row.grade} size={18} />
                </td>
                <td className="drills-title">
                  <Link to="/events/$id" params={{ id: row.event }}>
                    <CaseTitle title={row.title} />
                  </Link>
                </td>
                <td className="t2">{row.areaName}</td>
                <td className="t2">
                  <When at={row.startedAt} />
                </td>
                <td>{row.startedBy}</td>
                <td>
                  <InTime {...row.steps} />
                </td>
                <td>
                  <InTime {...row.posts} />
                </td>
                <td>
                  <State row={row} />
                </td>
                <td>
                  <Link to="/drills/$id" params={{ id: row.event }}>
                    {d('open-sheet')}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.next && (
        <p className="drills-none">
          <Button onPress={() => onMore(list.next ?? '')}>{d('more')}</Button>
        </p>
      )}
    </>
  )
}

type PlansProps = { plans: ExerciseList['plans']; onBegin: ((type: string) => void) | null }

function Plans({ plans, onBegin }: PlansProps): ReactNode {
  return (
    <>
      <h2>{d('by-plan')}</h2>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{d('col.plan')}</th>
            <th scope="col">{d('col.pack')}</th>
            <th scope="col">{d('col.last')}</th>
            <th scope="col">{d('col.steps')}</th>
            <th scope="col" className="num">
              {d('col.drills')}
            </th>
            <th scope="col">
              <span className="vh">{d('begin')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plans.map(({ type, name, packName, drills, last }) => (
            <tr key={type}>
              <td>
                <Link to="/plans" search={{ type }}>
                  {say(name)}
                </Link>
              </td>
              <td className="t2">{say(packName)}</td>
              <td>
                {last ? (
                  <Link to="/drills/$id" params={{ id: last.event }}>
                    <When at={last.at} />
                  </Link>
                ) : (
                  <span className="t2">{d('never')}</span>
                )}
              </td>
              <td>{last ? <InTime {...last.steps} /> : <span className="t2">—</span>}</td>
              <td className="num">{drills}</td>
              <td>
                {onBegin && (
                  <Button small label={`${d('begin')} ${say(name)}`} onPress={() => onBegin(type)}>
                    {d('begin')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
