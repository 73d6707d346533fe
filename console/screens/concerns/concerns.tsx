import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Concern, ConcernPage } from '../../../contract/part.ts'
import { When } from '../../../ui/age.tsx'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useFoot } from '../../frame/foot.ts'
import { say, t } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import { concernsQuery } from './concern-queries.ts'
import { leadPageQuery } from './lead-queries.ts'
import { LeadRequestCard } from './lead-request.tsx'
import { lead } from './lead-words.ts'
import './concerns.css'

const hints = (): KeyHint[] => [{ action: 'help' }]

/** 涉本区: events other districts lead that concern the own one. The head line and the own parts; the case itself stays with its lead. */
export function Concerns(): ReactNode {
  const [over, setOver] = useState(false)
  const query = useQuery(concernsQuery(over))
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={t('concern.title')}>
        <Segmented
          label={t('concern.which')}
          items={[
            { id: 'open', label: t('concern.open') },
            { id: 'all', label: t('concern.all') },
          ]}
          value={over ? 'all' : 'open'}
          onChange={(id) => setOver(id === 'all')}
        />
        <Link to="/events" className="linkish">
          {t('concern.back')}
        </Link>
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="plain-list" tabIndex={0} aria-label={t('concern.title')}>
        <Requests />
        <Screen query={query} title={t('concern.title')}>
          {(page) => <Rows page={page} />}
        </Screen>
      </section>
    </div>
  )
}

/** Requests to lead that run: those that wait for this hub first, each with what may be done. */
function Requests(): ReactNode {
  const { data } = useQuery(leadPageQuery())
  const open = (data?.rows ?? []).filter(({ state }) => state === 'asked' || state === 'arbitration')
  if (!data || open.length === 0) return null
  const mine = open.toSorted((a, b) => b.allowed.length - a.allowed.length)
  return (
    <div className="lead-requests">
      <p className="meta">{lead('lead.wait', { n: number(data.waiting), all: number(open.length) })}</p>
      {mine.map((one) => (
        <Panel
          key={one.id}
          level={2}
          title={
            <span className="row">
              <GradeShape grade={one.grade} size={18} label={gradeWords(one.grade)} />
              <Link to="/concerns/$id" params={{ id: one.event }}>
                {say(one.typeName)}
              </Link>
              <span className="meta">{one.no}</span>
            </span>
          }
        >
          <LeadRequestCard one={one} />
        </Panel>
      ))}
    </div>
  )
}

function Rows({ page }: { page: ConcernPage }): ReactNode {
  if (page.rows.length === 0)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('concern.none'), note: t('concern.none-note') }} />
  return (
    <>
      <p className="meta">
        {t('concern.as-of', { n: number(page.rows.length), open: number(page.open), time: clockTime(page.at, true) })}
      </p>
      <table className="tb concerns" aria-label={t('concern.title')}>
        <thead>
          <tr>
            <th>{t('concern.event')}</th>
            <th>{t('concern.why')}</th>
            <th>{t('concern.lead')}</th>
            <th>{t('column.state')}</th>
            <th>{t('concern.opened')}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.event} row={row} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Row({ row }: { row: Concern }): ReactNode {
  // Whoever sees the whole city wants to know which district; a district knows its own.
  const several = new Set(row.parts.map(({ district }) => district)).size > 1
  return (
    <tr>
      <td>
        <span className="row">
          <GradeShape grade={row.grade} size={18} label={gradeWords(row.grade)} />
          <Link to="/concerns/$id" params={{ id: row.event }} className="b">
            {say(row.typeName)}
          </Link>
        </span>
        <span className="meta">{row.no}</span>
      </td>
      <td>
        <ul>
          {row.parts.map((part) => (
            <li key={`${part.why} ${part.district} ${part.placeName}`}>
              {[t(`part.why.${part.why}`), several ? part.districtName : '', part.placeName].filter(Boolean).join(' ')}
            </li>
          ))}
        </ul>
      </td>
      <td>
        {row.lead}
        {row.leadUnit && row.leadUnit !== row.lead && <span className="meta">{row.leadUnit}</span>}
      </td>
      <td>{stateWords(row.state)}</td>
      <td>
        <When at={row.openedAt} />
      </td>
    </tr>
  )
}
