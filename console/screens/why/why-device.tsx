import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Why } from '../../../contract/why.ts'
import { Banner } from '../../../ui/banner.tsx'
import { useNow } from '../../../ui/clock.ts'
import { clockTime, dateTime, duration, number } from '../../../ui/format.ts'
import { packWords } from '../../../ui/pack-words.ts'
import { Panel } from '../../../ui/panel.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { SeriesPanel } from '../../parts/series-panel.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { progressOf, telling } from '../../rules/why-levels.ts'
import { reasonWords } from '../quiet/reason-words.ts'
import { WhyCondition } from './why-condition.tsx'

type Device = NonNullable<Why['device']>
type Rule = Device['rules'][number]
type Level = Rule['levels'][number]
type Alarm = Device['alarms'][number]

/** The curve shows so long before and after the moment (ms). */
const AROUND = 15 * 60_000

/** What was known of a device at a moment, and what every rule made of it. */
export function WhyDevice({ at, device }: { at: string; device: Device }): ReactNode {
  const { readings } = device
  const now = useNow()
  const from = new Date(Date.parse(at) - AROUND).toISOString()
  const to = new Date(Date.parse(at) + AROUND).toISOString()
  return (
    <section className="why-col" aria-label={t('why-page.rules')}>
      <Known device={device} at={at} />
      {device.doubts.map(({ family, cap, until, reason }) => (
        <Banner key={family} icon="history">
          {t('doubt.why', { until: dateTime(until, now, lang()), level: part(`severity.${cap}`), reason })}
        </Banner>
      ))}
      {(readings.state === 'all' || readings.state === 'kept') && (
        <SeriesPanel
          device={device.id}
          from={from}
          to={to}
          marks={[{ at: Date.parse(at), words: clockTime(at, true) }]}
          height={150}
          clears
        />
      )}
      <Rules at={at} rules={device.rules} />
      <Alarms device={device} />
    </section>
  )
}

/** From what it was recomputed; plainly, when the readings are gone. */
function Known({ device, at }: { device: Device; at: string }): ReactNode {
  const { readings, values, valuesAt, rulesVersion } = device
  const pack = usePackWords()
  const units = packWords.use()?.units
  const now = useNow()
  const version = rulesVersion === 0 ? t('why-page.version-0') : t('why-page.version', { n: rulesVersion })
  const moment = (iso: string): string => dateTime(iso, now, lang(), true)
  if (readings.state === 'gone' || readings.state === 'none')
    return (
      <Banner icon="history">
        {t(`why-page.${readings.state}`)} <span className="meta">{version}</span>
      </Banner>
    )
  return (
    <Panel
      level={2}
      title={t('why-page.values')}
      note={`${version} · ${t('why-page.recomputed', { time: readings.from ? moment(readings.from) : '', n: readings.count })}`}
    >
      {values && Object.keys(values).length > 0 ? (
        <p className="row wrap why-values">
          {Object.entries(values).map(([reading, value]) => (
            <span key={reading}>
              {pack('readings', reading)} <b className="b">{number(value, 2)}</b>{' '}
              <span className="t2">{units?.[reading] ?? ''}</span>
            </span>
          ))}
          {valuesAt && valuesAt !== at && <span className="meta">{moment(valuesAt)}</span>}
        </p>
      ) : (
        <p className="t2">{t('why-page.values-none')}</p>
      )}
      {device.lastAt && <p className="meta">{t('why-page.heard', { time: moment(device.lastAt) })}</p>}
      {readings.state === 'kept' && <p className="meta">{t('why-page.kept', { n: readings.count })}</p>}
    </Panel>
  )
}

function Rules({ at, rules }: { at: string; rules: Device['rules'] }): ReactNode {
  if (rules.length === 0) return null
  const { said, silent } = telling(rules)
  return (
    <Panel level={2} title={t('why-page.rules')}>
      {said.map((rule) => (
        <RuleSeen key={rule.rule} at={at} rule={rule} />
      ))}
      {silent.length > 0 && (
        <details open={said.length === 0}>
          <summary className="linkish">{t('why-page.failed', { n: silent.length })}</summary>
          {silent.map((rule) => (
            <RuleSeen key={rule.rule} at={at} rule={rule} />
          ))}
        </details>
      )}
    </Panel>
  )
}

function RuleSeen({ at, rule }: { at: string; rule: Rule }): ReactNode {
  return (
    <section className="why-rule">
      <h3 className="row wrap">
        {say(rule.name)}
        {rule.held && <Tag kind="ink">{t('why-page.held', { severity: part(`severity.${rule.held}`) })}</Tag>}
      </h3>
      <p className="meta">{say(rule.says)}</p>
      <ul>
        {rule.levels.map((level) => (
          <li key={level.severity}>
            <b className="b nw">{part(`severity.${level.severity}`)}</b>
            <WhyCondition condition={level.when} />
            <span className="meta nw r">{progressWords(level, at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const length = (ms: number): string => duration(ms, lang(), 3_600_000)

/** 「已持续 20 秒，需 1 分」; how far a raised level is on its way back. */
function progressWords(level: Level, at: string): string {
  const progress = progressOf(level, at)
  if (!progress)
    return level.stands ? t('why-page.stands') : level.when.answer === 'holds' && level.holdS === 0 ? t('why-page.at-once') : ''
  const { of, haveMs, needMs } = progress
  const words = { have: length(haveMs), need: length(needMs) }
  if (of === 'clear') return t('why-page.clearing', words)
  if (needMs === 0) return t('why-page.at-once')
  return t(haveMs >= needMs ? 'why-page.held-enough' : 'why-page.holding', words)
}

function Alarms({ device }: { device: Device }): ReactNode {
  const now = useNow()
  const time = (iso: string): string => dateTime(iso, now, lang(), true)
  return (
    <Panel level={2} title={t('why-page.alarms')}>
      {device.alarms.length === 0 && <p className="meta">{t('why-page.alarms-none')}</p>}
      <ul className="near">
        {device.alarms.map((alarm) => (
          <li key={alarm.id}>
            <span className="el">
              {t('why-page.alarm', { severity: part(`severity.${alarm.peak}`), time: time(alarm.since) })}
            </span>
            <span className="meta nw">
              {alarm.clearedAt ? t('why-page.alarm-cleared', { time: time(alarm.clearedAt) }) : t('why-page.alarm-open')}
            </span>
            <span className="grow" />
            <span className="meta nw">{t(`why-page.mode.${alarm.mode}`)}</span>
            {alarm.event ? (
              <Link className="meta nw" to="/events/$id" params={{ id: alarm.event }}>
                {t('triage.open-event')}
              </Link>
            ) : (
              <span className="meta nw">{t('why-page.no-event')}</span>
            )}
            <Muted alarm={alarm} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** When the alarm stood and called nobody: every reason for it, and how that ended. */
function Muted({ alarm }: { alarm: Alarm }): ReactNode {
  const now = useNow()
  const pack = usePackWords()
  const time = (iso: string): string => dateTime(iso, now, lang(), true)
  return alarm.muted.map(({ since, until, outcome, reasons }) => (
    <p key={since} className="meta whole">
      {until ? t('why-page.muted', { from: time(since), to: time(until) }) : t('why-page.muted-now', { from: time(since) })}
      {outcome && ` ${t(`why-page.muted-end.${outcome}`)}`}
      {reasons.map((reason) => ` · ${reasonWords(reason, pack)}`)}
    </p>
  ))
}
