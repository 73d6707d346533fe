import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ObjectRisk, RiskFactor } from '../../../contract/object-risk.ts'
import { Age, When } from '../../../ui/age.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { RiskShape } from '../../../ui/risk-shape.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { Edits } from './edits.tsx'
import { objectRiskQuery } from './risk-queries.ts'

type Rated = NonNullable<ObjectRisk['rated']>
/** How many factors stand open; the others are folded away. */
const shown = 3

/** 为什么 / 怎样恢复: what an object has its risk from, what brings it back, and how it changed. */
export function RiskWhy({ id }: { id: string }): ReactNode {
  const query = useQuery(objectRiskQuery(id))
  const risk = query.data
  if (!risk || risk.id !== id)
    return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  if (!risk.rated)
    return (
      <section>
        <p className="meta">{t(risk.modelled ? 'risk.soon' : 'risk.not-rated')}</p>
      </section>
    )
  return (
    <>
      <Level rated={risk.rated} />
      <Floors rated={risk.rated} />
      {!risk.rated.renewing && <Factors rated={risk.rated} />}
      <Changes risk={risk} />
      <Edits edits={risk.edits} />
    </>
  )
}

function Level({ rated }: { rated: Rated }): ReactNode {
  return (
    <section>
      <h3>{t('risk.why')}</h3>
      <p>
        <b className="b">{t('risk.score-of', { score: number(rated.score, 1) })}</b>
      </p>
      <p className="meta facts">
        <span>{t('risk.unknown', { n: rated.unknown, of: rated.of })}</span>
        {rated.unknownPoints > 0 && <span>{t('risk.unknown-points', { points: number(rated.unknownPoints, 1) })}</span>}
      </p>
      <p className="meta facts">
        <span>
          {t('risk.rated')} <Age at={rated.ratedAt} />
        </span>
        <span>
          {t('risk.since')} <When at={rated.since} />
        </span>
        <span>{t('risk.model', { n: rated.model })}</span>
      </p>
      {rated.renewing && (
        <p role="status" className="b">
          {t('risk.renewing')}
        </p>
      )}
    </section>
  )
}

/** What lifts the level whatever the score says, and when it gets worse. */
function Floors({ rated }: { rated: Rated }): ReactNode {
  const now = useNow()
  if (rated.floors.length === 0) return null
  return (
    <section>
      {rated.byScore !== rated.level && <p className="meta">{t('risk.lifted', { level: riskWord(rated.byScore) })}</p>}
      {rated.floors.map((floor) => (
        <div key={floor.id}>
          <p className="row wrap">
            <Tag kind="ink">{say(floor.name)}</Tag>
            <span className="meta">
              {t('risk.floor-since', { time: dateTime(floor.since, now, lang()), level: riskWord(floor.level) })}
            </span>
          </p>
          <p className="meta">{t('risk.restore-by', { how: say(floor.restore) })}</p>
        </div>
      ))}
      {rated.worsens && (
        <p>
          <b className="b">
            {t('risk.worsens', { time: dateTime(rated.worsens.at, now, lang()), level: riskWord(rated.worsens.level) })}
          </b>
        </p>
      )}
    </section>
  )
}

function Factors({ rated }: { rated: Rated }): ReactNode {
  const costly = rated.factors.filter(({ points }) => points > 0)
  const [top, rest] = [costly.slice(0, shown), costly.slice(shown)]
  return (
    <section>
      <h3>{t('risk.restore')}</h3>
      {top.length === 0 && <p className="meta">{t('risk.no-cost')}</p>}
      <div className="why-list">
        {top.map((factor) => (
          <Factor key={factor.id} factor={factor} />
        ))}
      </div>
      {rest.length > 0 && (
        <details>
          <summary className="meta">{t('risk.more', { n: rest.length })}</summary>
          <div className="why-list">
            {rest.map((factor) => (
              <Factor key={factor.id} factor={factor} />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}

function Factor({ factor }: { factor: RiskFactor }): ReactNode {
  return (
    <div>
      <p className="row">
        <b className="b grow">{say(factor.name)}</b>
        <span className="nw">{t('risk.points', { points: number(factor.points, 1) })}</span>
        <span className="meta nw">{t('risk.weight', { weight: number(factor.weight) })}</span>
      </p>
      <p className="meta">
        {factor.score === null ? t('risk.half') : factor.says.map(say).join(lang() === 'en' ? '; ' : '；') || say(factor.group)}
      </p>
      <p className="meta">{say(factor.restore)}</p>
    </div>
  )
}

function Changes({ risk }: { risk: ObjectRisk }): ReactNode {
  return (
    <section>
      <h3>{t('risk.changes')}</h3>
      <ul>
        {risk.changes.map((change) => (
          <li key={change.at}>
            <p className="row">
              <RiskShape risk={change.to} size={18} label="" />
              <span className="grow">
                {change.from
                  ? t('risk.changed', { from: riskWord(change.from), to: riskWord(change.to) })
                  : t('risk.first', { to: riskWord(change.to) })}
              </span>
              <When at={change.at} />
            </p>
            {change.restored && <p className="meta">{t('risk.restored', { what: say(change.restored) })}</p>}
            {change.why && <p className="meta">{say(change.why)}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
