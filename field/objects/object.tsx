import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ObjectBrief } from '../../contract/object-brief.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CaseTitle } from '../../ui/case-title.tsx'
import { useNow } from '../../ui/clock.ts'
import { ago, clockTime, dateTime, duration, number } from '../../ui/format.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { riskWord } from '../../ui/risk-badge.tsx'
import { GradeShape, RiskShape } from '../../ui/risk-shape.tsx'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { DueOfObject } from '../inspections/due-list.tsx'
import { mapLink, wordsOf } from '../orders/words.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { briefQuery } from './brief.ts'
import { First, NearWater } from './crew.tsx'
import { Holders } from './holders.tsx'
import { Papers } from './papers.tsx'
import { Plate } from './plate.tsx'
import './objects.css'

/** An object for whoever stands before it (一楼一案): colour and why, who to call, devices, what is open, what the register knows. */
export function ObjectScreen({ id }: { id: string }): ReactNode {
  const query = useQuery(briefQuery(id))
  const brief = query.data
  const foot = brief?.mayReport && (
    <ButtonLink kind="primary" icon="photo" href={hrefOf({ at: 'report-of', id })}>
      {t('object.report')}
    </ButtonLink>
  )
  return (
    <PhoneFrame title={brief ? wordsOf(brief.title) : t('object.title')} back={hrefOf({ at: 'today' })} foot={foot}>
      <Screen query={query} title={t('object.title')}>
        {(one) => (
          <div className="object-page">
            <Head brief={one} />
            {one.risk && one.risk.why.length > 0 && <Why risk={one.risk} />}
            <Alarms brief={one} />
            <First brief={one} />
            <NearWater brief={one} />
            <Papers papers={one.documents} />
            <Holders brief={one} />
            <Systems brief={one} />
            {!one.ended && <DueOfObject id={id} kind={one.kind} />}
            <Open open={one.open} />
            <Details brief={one} />
            <Plate brief={one} />
            <p className="meta">{t('object.at', { time: clockTime(one.at) })}</p>
          </div>
        )}
      </Screen>
    </PhoneFrame>
  )
}

function Head({ brief }: { brief: ObjectBrief }): ReactNode {
  const now = useNow()
  const { risk } = brief
  return (
    <section className="card">
      <p className="t2">{brief.areaName}</p>
      <h2>{brief.name}</h2>
      <p className="t2">{[brief.address, t('object.number', { number: brief.number })].filter(Boolean).join(' · ')}</p>
      {brief.ended && <p>{t('object.ended')}</p>}
      <div className="object-colour">
        <RiskShape risk={risk?.level ?? null} size={56} label="" />
        {risk ? (
          <div>
            <b>{riskWord(risk.level)}</b>
            <p className="t2">
              {t('object.since', { date: dateTime(risk.since, now, lang()), age: ago(risk.ratedAt, now, lang(), true) })}
            </p>
            {risk.restored && <p className="t2">{t('object.restored', { words: wordsOf(risk.restored.words) })}</p>}
            <p className="t2">{t('object.known', { n: risk.of - risk.unknown, of: risk.of })}</p>
          </div>
        ) : (
          <p>{t(brief.modelled ? 'object.unrated' : 'object.no-model')}</p>
        )}
      </div>
      <ButtonLink href={mapLink(brief)}>{t('object.go')}</ButtonLink>
    </section>
  )
}

function Why({ risk }: { risk: NonNullable<ObjectBrief['risk']> }): ReactNode {
  const now = useNow()
  return (
    <section className="card">
      <h3>{t('object.why')}</h3>
      <ul className="object-rows">
        {risk.why.map(({ name, says, restore, since }) => (
          <li key={name.zh}>
            <p className="row base">
              <b className="b grow">{wordsOf(name)}</b>
              <span className="t2">
                {since ? t('object.holds', { length: duration(now - Date.parse(since), lang()) }) : says.map(wordsOf).join(' · ')}
              </span>
            </p>
            <p className="t2">{t('object.restore', { words: wordsOf(restore) })}</p>
          </li>
        ))}
      </ul>
      {risk.worsens && (
        <p>{t('object.worsens', { when: dateTime(risk.worsens.at, now, lang()), level: riskWord(risk.worsens.level) })}</p>
      )}
    </section>
  )
}

function Alarms({ brief }: { brief: ObjectBrief }): ReactNode {
  const now = useNow()
  if (brief.alarms.length === 0) return null
  return (
    <section className="card">
      <h3>{t('object.alarms')}</h3>
      <ul className="object-rows">
        {brief.alarms.map((alarm) => (
          <li key={`${alarm.family}${alarm.since}`} className="row base">
            <b className="b grow">{wordsOf(alarm.name)}</b>
            <span className="t2">{t('object.alarm-since', { date: dateTime(alarm.since, now, lang()) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Systems({ brief }: { brief: ObjectBrief }): ReactNode {
  const now = useNow()
  return (
    <section className="card">
      <h3>{t('object.systems')}</h3>
      {brief.systems.length === 0 && <p className="t2">{t('object.systems-none')}</p>}
      <ul className="object-rows">
        {brief.systems.map((one) => (
          <li key={one.device}>
            <p className="row base">
              <b className="b grow">{one.name}</b>
              <span className="t2">
                {one.heard ? '' : `${t('object.silent')} · `}
                {one.lastAt ? t('object.heard', { age: ago(one.lastAt, now, lang(), true) }) : t('object.never')}
              </span>
            </p>
            {one.values.length > 0 && (
              <p className="object-values">
                {one.values.map(({ name, value, unit, bad }) => (
                  <span key={name.zh} className={bad ? 'b' : 't2'}>
                    {wordsOf(name)} {[number(value, 1), unit].filter(Boolean).join(' ')}
                  </span>
                ))}
              </p>
            )}
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
    <section className="card">
      <h3>{open.n > 0 ? t('object.open', { n: open.n }) : t('object.open-none')}</h3>
      <ul className="object-rows">
        {open.rows.map((one) => (
          <li key={one.id} className="row">
            <GradeShape grade={one.grade} size={20} />
            <span className="grow">
              <CaseTitle title={one.title} />
            </span>
            <span className="t2 nw">{ago(one.openedAt, now, lang(), true)}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && open.n > 0 && <p className="meta">{t('object.open-hidden', { n: hidden })}</p>}
    </section>
  )
}

function Details({ brief }: { brief: ObjectBrief }): ReactNode {
  if (brief.details.length === 0) return null
  return (
    <section className="card">
      <h3>{t('object.details')}</h3>
      <dl className="object-kv">
        {brief.details
          .filter(({ crew }) => !crew)
          .map(({ id, name, value }) => (
            <div key={id}>
              <dt>{wordsOf(name)}</dt>
              <dd>{value ? wordsOf(value) : <span className="t2">{t('object.unknown')}</span>}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
