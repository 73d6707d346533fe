import './reviews.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReviewList, ReviewRow } from '../../../contract/review.ts'
import { reviewReasons, reviewStateWords } from '../../../contract/review-kinds.ts'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { comma, lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { say } from '../../messages.ts'
import { Views } from '../evaluate/views.tsx'
import { type ReviewView, reviewsQuery } from './review-queries.ts'
import { r } from './words.ts'

const hints = (): KeyHint[] => [{ action: 'area' }, { action: 'help' }]
const views = ['running', 'overdue', 'closed'] as const

/** 复盘: what is learned of cases, newest first, and how far what follows from it is. */
export function Reviews(): ReactNode {
  const { view = 'running' } = useSearch({ from: '/app/reviews' })
  const navigate = useNavigate({ from: '/reviews' })
  const { wish: area } = useArea()
  const query = useQuery(reviewsQuery({ area, view }))
  const counts = query.data?.counts
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={r('title')}>
        <Views view="reviews" />
        <span className="meta wide">{r('note')}</span>
        <span className="grow" />
        <Segmented
          label={r('view')}
          items={views.map((id) => ({ id, label: r(id), ...(counts ? { count: counts[id] } : {}) }))}
          value={view}
          onChange={(id) => void navigate({ search: (before) => ({ ...before, view: id as ReviewView }), replace: true })}
        />
      </PageHead>
      <Screen query={query} title={r('title')} empty={(list) => emptyOf(list, view)}>
        {(list) => <Rows rows={list.rows} />}
      </Screen>
    </div>
  )
}

const emptyOf = ({ rows }: ReviewList, view: ReviewView) =>
  rows.length === 0 ? { kind: 'nothing-yet' as const, title: r(`none-${view}`), note: r('none-note') } : null

function Rows({ rows }: { rows: readonly ReviewRow[] }): ReactNode {
  const now = useNow()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="plain-list" tabIndex={0} aria-label={r('title')}>
      <table className="tb" aria-label={r('title')}>
        <thead>
          <tr>
            <th scope="col" className="num">
              {r('col.no')}
            </th>
            {(['title', 'why', 'state', 'actions', 'opened'] as const).map((id) => (
              <th key={id} scope="col">
                {r(`col.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="num">{row.no}</td>
              <th scope="row" className="rv-title">
                <span className="row">
                  {row.event && <GradeBadge grade={row.event.grade} size={16} />}
                  <Link to="/reviews/$id" params={{ id: row.id }}>
                    <CaseTitle title={row.title} />
                  </Link>
                </span>
                <span className="meta">{row.areaName}</span>
              </th>
              <td className="rv-why">{row.reasons.map((one) => say(reviewReasons[one])).join(comma())}</td>
              <td className="nw">{say(reviewStateWords[row.state])}</td>
              <td className="nw">
                <ActionsOf row={row} />
              </td>
              <td className="meta nw">{dateTime(row.openedAt, now, lang())}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ActionsOf({ row: { actions } }: { row: ReviewRow }): ReactNode {
  if (actions.n === 0) return <span className="t2">—</span>
  return (
    <>
      {r('n-of', { done: number(actions.n - actions.running), n: number(actions.n) })}{' '}
      {actions.overdue > 0 && <Tag kind="strong">{r('n-overdue', { n: number(actions.overdue) })}</Tag>}
    </>
  )
}
