import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Concern } from '../../../contract/part.ts'
import { When } from '../../../ui/age.tsx'
import { PageHead } from '../../../ui/frame.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { useFoot } from '../../frame/foot.ts'
import { say, t } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import { concernQuery } from './concern-queries.ts'
import { leadPageQuery } from './lead-queries.ts'
import { LeadRequestCard } from './lead-request.tsx'
import { lead } from './lead-words.ts'
import './concerns.css'

const hints = (): KeyHint[] => [{ action: 'help' }]

/** One event another district leads: its head line, and why it concerns the own district. */
export function ConcernScreen(): ReactNode {
  const { id } = useParams({ from: '/app/concerns/$id' })
  const query = useQuery(concernQuery(id))
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={query.data ? say(query.data.typeName) : t('concern.title')}>
        <Link to="/concerns" className="linkish">
          {t('concern.title')}
        </Link>
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="plain-list concern" tabIndex={0} aria-label={t('concern.title')}>
        <Screen query={query} title={t('concern.title')}>
          {(one) => <Page one={one} />}
        </Screen>
      </section>
    </div>
  )
}

/** What this hub was asked, or asked for, about the event. */
function Requests({ event }: { event: string }): ReactNode {
  const rows = (useQuery(leadPageQuery()).data?.rows ?? []).filter((one) => one.event === event)
  if (rows.length === 0) return null
  return (
    <Panel title={lead('lead.title')}>
      {rows.map((one) => (
        <LeadRequestCard key={one.id} one={one} />
      ))}
    </Panel>
  )
}

function Page({ one }: { one: Concern }): ReactNode {
  return (
    <div className="stack">
      <Panel title={t('concern.head')}>
        <div className="row head">
          <GradeShape grade={one.grade} size={22} label="" />
          <p className="facts">
            <b className="b">{gradeWords(one.grade)}</b>
            <b className="b">{stateWords(one.state)}</b>
            <span>{one.no}</span>
            <span>
              {t('concern.opened')} <When at={one.openedAt} />
            </span>
          </p>
        </div>
        <p>
          {t('concern.lead')} <b className="b">{one.lead}</b>
          {one.leadUnit && one.leadUnit !== one.lead && ` · ${one.leadUnit}`}
        </p>
        {one.mayOpen ? (
          <Link to="/events/$id" params={{ id: one.event }}>
            {t('concern.open-event')}
          </Link>
        ) : (
          <p className="meta">{t('concern.closed-note')}</p>
        )}
      </Panel>
      <Requests event={one.event} />
      <Panel title={t('concern.own')}>
        <table className="tb" aria-label={t('concern.own')}>
          <thead>
            <tr>
              <th>{t('concern.why')}</th>
              <th>{t('concern.place')}</th>
              <th>{t('concern.named')}</th>
              <th>{t('concern.at')}</th>
            </tr>
          </thead>
          <tbody>
            {one.parts.map((part) => (
              <tr key={`${part.why} ${part.district} ${part.placeName} ${part.at}`}>
                <td>{t(`part.why.${part.why}`)}</td>
                <td>
                  {[part.districtName, part.areaName].filter(Boolean).join(' ')} <b className="b">{part.placeName}</b>
                </td>
                <td>{part.named ?? t('concern.unnamed')}</td>
                <td>
                  <When at={part.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  )
}
