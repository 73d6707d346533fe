import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { BriefNumbers, ObjectBrief } from '../../../contract/object-brief.ts'
import { get } from '../../../ui/api.ts'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { clockTime, dateTime, duration, number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { GradeShape, RiskShape } from '../../../ui/risk-shape.tsx'
import { lang } from '../../../ui/t.ts'
import { say, t } from '../../messages.ts'
import { PrintedPage } from '../../parts/printed-page.tsx'
import { First, NearWater, Papers } from './crew.tsx'
import { Holders } from './holders.tsx'
import './brief.css'

const briefQuery = (id: string) => ({
  queryKey: ['objects', 'brief', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<ObjectBrief>(`/objects/${encodeURIComponent(id)}/brief`, {}, signal),
  refetchInterval: 60_000,
})

/** 一楼一案: an object on one sheet of A4 for a crew. */
export function Brief(): ReactNode {
  const { id } = useParams({ from: '/brief/$id' })
  const query = useQuery(briefQuery(id))
  return (
    <PrintedPage
      query={query}
      title={t('brief.title')}
      whose={query.data?.name}
      links={(brief) => (
        <Link className="btn" to="/objects" search={{ kind: brief.kind, id: brief.id }}>
          {t('brief.back')}
        </Link>
      )}
    >
      {(brief) => <Sheet brief={brief} />}
    </PrintedPage>
  )
}

function Sheet({ brief }: { brief: ObjectBrief }): ReactNode {
  const [seen, setSeen] = useState<BriefNumbers['rows'] | null>(null)
  return (
    <article className="brief-sheet">
      <Head brief={brief} />
      <div className="brief-cols">
        <div>
          {brief.risk && brief.risk.why.length > 0 && <Why risk={brief.risk} />}
          <Alarms brief={brief} />
          <Holders brief={brief} seen={seen} onSeen={setSeen} />
          <NearWater near={brief.near} />
          <Papers papers={brief.documents} />
          <Systems systems={brief.systems} />
          <Open open={brief.open} />
        </div>
        <div>
          <First details={brief.details} />
          <Details details={brief.details.filter(({ crew }) => !crew)} />
        </div>
      </div>
      <footer>{t('brief.at', { time: clockTime(brief.at, true) })}</footer>
    </article>
  )
}

function Head({ brief }: { brief: ObjectBrief }): ReactNode {
  const now = useNow()
  const { risk } = brief
  return (
    <header className="brief-head">
      <div className="grow">
        <h2>{brief.name}</h2>
        <p>{[brief.areaName, brief.address].filter(Boolean).join(' · ')}</p>
        <p className="t2">
          {say(brief.kindName)} <span className="code">{brief.number}</span> ·{' '}
          {t('brief.place', { lat: brief.lat.toFixed(5), lon: brief.lon.toFixed(5) })}
        </p>
      </div>
      <RiskShape risk={risk?.level ?? null} size={48} label="" />
      {risk ? (
        <div>
          <b className="brief-level">{riskWord(risk.level)}</b>
          <p className="t2">{t('brief.since', { date: dateTime(risk.since, now, lang()), time: clockTime(risk.ratedAt) })}</p>
          {risk.restored && <p className="t2">{t('risk.restored', { what: say(risk.restored.words) })}</p>}
          <p className="t2">{t('brief.known', { n: risk.of - risk.unknown, of: risk.of })}</p>
        </div>
      ) : (
        <p>{t(brief.modelled ? 'brief.unrated' : 'objects.no-model')}</p>
      )}
    </header>
  )
}

function Why({ risk }: { risk: NonNullable<ObjectBrief['risk']> }): ReactNode {
  const now = useNow()
  const { worsens } = risk
  return (
    <section>
      <h3>{t('brief.why')}</h3>
      <ul>
        {risk.why.map(({ name, says, restore, since }) => (
          <li key={name.zh}>
            <b className="b">{say(name)}</b>{' '}
            <span className="t2">{since ? duration(now - Date.parse(since), lang()) : says.map(say).join(' · ')}</span>
            <br />
            {say(restore)}
          </li>
        ))}
      </ul>
      {worsens && <p>{t('brief.worsens', { when: dateTime(worsens.at, now, lang()), level: riskWord(worsens.level) })}</p>}
    </section>
  )
}

function Alarms({ brief }: { brief: ObjectBrief }): ReactNode {
  const now = useNow()
  return (
    <section>
      <h3>{t(brief.alarms.length > 0 ? 'brief.alarms' : 'brief.alarms-none')}</h3>
      <ul>
        {brief.alarms.map((alarm) => (
          <li key={`${alarm.family}${alarm.since}`}>
            <b className="b">{say(alarm.name)}</b> <span className="t2">{dateTime(alarm.since, now, lang())}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Systems({ systems }: { systems: ObjectBrief['systems'] }): ReactNode {
  const now = useNow()
  return (
    <section>
      <h3>{t('brief.systems')}</h3>
      {systems.length === 0 && <p className="t2">{t('brief.systems-none')}</p>}
      <ul>
        {systems.map((one) => (
          <li key={one.device}>
            <b className="b">{one.name}</b>{' '}
            <span className="t2">
              {one.heard ? '' : `${t('brief.silent')} · `}
              {one.lastAt ? dateTime(one.lastAt, now, lang()) : t('brief.never')}
            </span>
            <br />
            {one.values.map(({ name, value, unit, bad }) => (
              <span key={name.zh} className={bad ? 'b brief-value' : 'brief-value'}>
                {say(name)} {[number(value, 1), unit].filter(Boolean).join(' ')}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Open({ open }: { open: ObjectBrief['open'] }): ReactNode {
  const now = useNow()
  const hidden = open.n - open.rows.length
  return (
    <section>
      <h3>{open.n > 0 ? t('brief.open', { n: open.n }) : t('brief.open-none')}</h3>
      <ul>
        {open.rows.map((one) => (
          <li key={one.id}>
            <GradeShape grade={one.grade} size={16} /> <CaseTitle title={one.title} />{' '}
            <span className="t2">{dateTime(one.openedAt, now, lang())}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="t2">{t('brief.hidden', { n: hidden })}</p>}
    </section>
  )
}

function Details({ details }: { details: ObjectBrief['details'] }): ReactNode {
  return (
    <section>
      <h3>{t('brief.details')}</h3>
      <dl>
        {details.map(({ id, name, value }) => (
          <div key={id}>
            <dt>{say(name)}</dt>
            <dd>{value ? say(value) : <span className="t2">{t('brief.unknown')}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
