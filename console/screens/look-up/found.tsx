import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { boardWords } from '../../../contract/check-up-kinds.ts'
import type { LookUpArea, LookUpCase, LookUpObject, LookUpPost, LookUpVital } from '../../../contract/look-up.ts'
import { Age } from '../../../ui/age.tsx'
import { bandOf } from '../../../ui/chart-scale.ts'
import { number } from '../../../ui/format.ts'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import { Spark } from '../../../ui/spark.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { CallPost } from '../../parts/call-post.tsx'
import { stateWords } from '../../parts/state-words.ts'
import { AreasChanged } from '../vitals/areas-changed.tsx'
import { bothText, isFew, isUnjudged, normalText, noValue, smallWords, valueText } from '../vitals/vital-words.ts'
import { t } from './words.ts'

/** Each number with both its parts, its course against its range, its age, and what is being done about it. */
export const Vitals = ({ vitals }: { vitals: readonly LookUpVital[] }): ReactNode => (
  <ul className="lookup-rows">
    {vitals.map((vital) => (
      <li key={vital.code} className="lookup-vital">
        <span className="lookup-name">
          <Link to="/vitals" search={{ vital: vital.code, q: vital.code }}>
            {say(vital.name)}
          </Link>
          <code className="meta">{vital.code}</code>
          <span className="meta">
            {say(boardWords(vital.board))} / {say(vital.trackName)}
          </span>
        </span>
        <span className="lookup-value">
          <b>{valueText(vital.cell?.value ?? null, vital)}</b>{' '}
          {vital.cell?.value == null ? <span className="meta">{noValue(vital)}</span> : <small>{say(vital.unit)}</small>}
        </span>
        <span className="meta">{vital.cell && vital.cell.value !== null ? bothText(vital.cell) : ''}</span>
        <span>
          <Curve vital={vital} />
        </span>
        <span className="meta row wrap">
          {vital.normal && <span>{t('look-up.normal', { range: normalText(vital.normal) })}</span>}
          {isUnjudged(vital) && <span>{t('look-up.unjudged')}</span>}
          {isFew(vital) && <span>{t('look-up.few')}</span>}
          {smallWords(vital) && <span>{smallWords(vital)}</span>}
          {vital.cell?.standing === 'outside' && <Tag>{t('look-up.outside')}</Tag>}
          <AreasChanged days={vital.areaChanges} />
          {vital.cell?.stale && <Tag>{t('look-up.stale')}</Tag>}
          {vital.cell?.newest && <Age at={vital.cell.newest} />}
        </span>
        <Doing vital={vital} />
      </li>
    ))}
  </ul>
)

function Curve({ vital: { normal, trend } }: { vital: LookUpVital }): ReactNode {
  return <Spark values={trend} band={bandOf(normal)} />
}

/** What is being done: its open events, or that it is silent and who was asked; or that there is nothing to do. */
function Doing({ vital: { cell, events, silent } }: { vital: LookUpVital }): ReactNode {
  return (
    <span className="lookup-doing">
      {events.map((one) => (
        <Link key={one.id} to="/events/$id" params={{ id: one.id }}>
          {t('look-up.doing', { title: one.title, state: stateWords(one.state), unit: one.unitName ?? t('look-up.no-unit') })}
        </Link>
      ))}
      {silent > 0 && <span>{t('look-up.silent', { n: number(silent) })}</span>}
      {events.length === 0 && silent === 0 && (
        <span className="meta">{t(cell?.standing === 'outside' ? 'look-up.outside-alone' : 'look-up.no-event')}</span>
      )}
    </span>
  )
}

export const Areas = ({ areas }: { areas: readonly LookUpArea[] }): ReactNode => (
  <ul className="lookup-rows">
    {areas.map(({ code, name, path, above, open, overdue, grave, risky }) => (
      <li key={code} className="lookup-area">
        <span className="lookup-name">
          <Link to="/events" search={{ area: path }}>
            {name}
          </Link>
          <span className="meta">{above.join(' · ')}</span>
        </span>
        <span>{t('look-up.open', { n: number(open) })}</span>
        <span>{t('look-up.overdue', { n: number(overdue) })}</span>
        <span>{t('look-up.grave', { n: number(grave) })}</span>
        <span>{t('look-up.risky', { n: number(risky) })}</span>
        <span className="row">
          <Link to="/map" search={{ area: path }}>
            {t('look-up.map')}
          </Link>
          <Link to="/vitals" search={{ area: path }}>
            {t('look-up.numbers')}
          </Link>
          <Link to="/check-up" search={{ area: path }}>
            {t('look-up.check-up')}
          </Link>
        </span>
      </li>
    ))}
  </ul>
)

export function Objects({ objects }: { objects: readonly LookUpObject[] }): ReactNode {
  return (
    <ul className="lookup-rows">
      {objects.map(({ id, code, name, kindName, townName, risk, ratedAt, open }) => (
        <li key={id} className="lookup-object">
          <span className="lookup-name">
            <Link to="/objects" search={{ id }}>
              {name}
            </Link>
            <span className="meta">
              {say(kindName)} {code}
            </span>
          </span>
          <span className="row">
            <RiskBadge risk={risk} size={16} />
            {ratedAt && (
              <span className="meta">
                <Age at={ratedAt} />
              </span>
            )}
          </span>
          <span>{townName}</span>
          <span>{open > 0 ? t('look-up.cases', { n: number(open) }) : <span className="meta">{t('look-up.no-case')}</span>}</span>
          <span className="row">
            <Link to="/map" search={{ pick: id }}>
              {t('look-up.map')}
            </Link>
            <Link to="/brief/$id" params={{ id }}>
              {t('look-up.brief')}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  )
}

export const Cases = ({ cases }: { cases: readonly LookUpCase[] }): ReactNode => (
  <ul className="lookup-rows">
    {cases.map(({ id, no, title, grade, state, unitName }) => (
      <li key={id} className="lookup-case">
        <span className="lookup-name">
          <Link to="/events/$id" params={{ id }}>
            {title}
          </Link>
          <span className="meta">{no}</span>
        </span>
        <GradeBadge grade={grade} size={18} />
        <span>{stateWords(state)}</span>
        <span>{unitName ?? t('look-up.no-unit')}</span>
      </li>
    ))}
  </ul>
)

export const Posts = ({ posts }: { posts: readonly LookUpPost[] }): ReactNode => (
  <ul className="lookup-rows">
    {posts.map(({ post, postName, unitName, person, name, mayCall, desk }) => (
      <li key={post} className="lookup-post">
        <span className="lookup-name">
          <b>{unitName}</b> {postName}
        </span>
        <span>{name ?? <span className="meta">{t('look-up.unheld')}</span>}</span>
        <span>
          <CallPost post={post} person={person} name={name ?? postName} mayCall={mayCall} desk={desk} />
        </span>
      </li>
    ))}
  </ul>
)
