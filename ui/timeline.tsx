import { Fragment, type ReactNode, useState } from 'react'
import type { FactView } from '../contract/fact.ts'
import { newestFirst } from '../contract/fact-order.ts'
import { useNow } from './clock.ts'
import { actorPlace, factWords } from './fact-words.ts'
import { clockTime, dateTime, day } from './format.ts'
import { evidenceIcons, Icon, type IconName } from './icons.tsx'
import { useLoadedPackWords } from './pack-words.ts'
import { lang, t } from './t.ts'

const icons: Readonly<Record<string, IconName>> = {
  alarm: 'alert',
  report: 'inbox',
  receipt: 'fan',
  command: 'fan',
  signal: 'inbox',
  event: 'flag',
  'work-order': 'user',
  evidence: 'photo',
  check: 'verify',
  notice: 'bell',
  reporter: 'send',
  'event.merged': 'merge',
  'event.absorbed': 'merge',
  'event.closed': 'check',
  'event.dispatched': 'flag',
  'work-order.accepted': 'check',
  'work-order.returned': 'undo',
  'work-order.urged': 'bell',
  'work-order.called': 'bell',
  'work-order.overdue': 'clock',
  'work-order.due-soon': 'clock',
  'hotline.due-soon': 'clock',
  'hotline.overdue': 'clock',
  'work-order.arrived': 'pin',
  'work-order.asked': 'send',
  'event.suspended': 'pause',
  'event.parked': 'pause',
}

/** What was brought has the icon of its kind, as in the list of evidence. */
function iconOf({ kind, body }: FactView): IconName {
  const evidence = kind.startsWith('evidence.') ? evidenceIcons[String(body.kind) as keyof typeof evidenceIcons] : undefined
  if (evidence) return evidence
  return icons[kind] ?? icons[kind.split('.')[0] ?? ''] ?? 'info'
}

/** A difference (ms) between what the source claims and what we recorded that is worth a mark: late reports, offline phones. */
const WORTH_SAYING = 90_000

function Entry({ fact, now }: { fact: FactView; now: number }): ReactNode {
  const words = factWords(fact, lang(), now)
  const late = Math.abs(Date.parse(fact.recordedAt) - Date.parse(fact.occurredAt)) > WORTH_SAYING
  const place = actorPlace(fact.actor, words.text)
  return (
    <li>
      <time dateTime={fact.occurredAt} title={dateTime(fact.occurredAt, now, lang(), true)}>
        {clockTime(fact.occurredAt, true)}
      </time>
      <span className={words.dot === 'state' ? 'dot ink' : 'dot'}>
        <Icon name={iconOf(fact)} size={12} />
      </span>
      <div className="x">
        {words.dot === 'state' ? <b className="b">{words.text}</b> : words.text}
        {(place || late) && (
          <p>
            {place}
            {late && ` · ${t('timeline.recorded', { time: dateTime(fact.recordedAt, now, lang()) })}`}
          </p>
        )}
      </div>
    </li>
  )
}

/** How many entries are drawn before "更早 n 条". */
const FIRST = 20

/**
 * Everything that happened to one thing, newest above: time (as the source says it, with a mark when we learnt of it later), dot (filled = the
 * state changed), sentence made from the fact's kind and body, and by whom. `facts` in any order.
 */
export function Timeline({ facts, level = 3 }: { facts: readonly FactView[]; level?: 2 | 3 }): ReactNode {
  useLoadedPackWords()
  const now = useNow()
  const [all, setAll] = useState(false)
  const [states, setStates] = useState(false)
  const Heading = level === 2 ? 'h2' : 'h3'
  const sorted = facts.toSorted(newestFirst)
  const kept = states ? sorted.filter((f) => factWords(f, lang(), now).dot === 'state') : sorted
  const shown = all ? kept : kept.slice(0, FIRST)
  const today = day(now, now, lang())
  const days = shown.map((f) => day(f.occurredAt, now, lang()))
  return (
    <section>
      <header className="sect">
        <Heading>{t('timeline.title')}</Heading>
        <small>{t('timeline.count', { n: facts.length })}</small>
        <span className="grow" />
        <button type="button" className="linkish" onClick={() => setStates(!states)}>
          {t(states ? 'timeline.all' : 'timeline.states')}
        </button>
      </header>
      <ol className="tl">
        {shown.map((fact, i) => (
          <Fragment key={fact.position}>
            {days[i] !== (days[i - 1] ?? today) && <li className="tl-day">{days[i]}</li>}
            <Entry fact={fact} now={now} />
          </Fragment>
        ))}
      </ol>
      {kept.length > shown.length && (
        <button type="button" className="linkish" onClick={() => setAll(true)}>
          {t('timeline.earlier', { n: kept.length - shown.length })}
        </button>
      )}
    </section>
  )
}
