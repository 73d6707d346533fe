import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shortPlace } from '../../../contract/case-place.ts'
import type { Signal } from '../../../contract/signal.ts'
import { useNow } from '../../../ui/clock.ts'
import { EventRow } from '../../../ui/event-row.tsx'
import { ago, clockTime, dateTime } from '../../../ui/format.ts'
import { List } from '../../../ui/list.tsx'
import { EmptyState } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { type SignalPage, signalsQuery } from '../../queries.ts'

/** A signal younger than this (ms) is new: nobody has had time to read it. */
const NEW = 60_000

/** Below the street a row is enough: "江北区 寸滩街道" → "寸滩街道". */

/** "CH4 52 %LEL" → "甲烷 52 %LEL": the server writes the formula, the pack knows the word. */
function named(reading: string | null, pack: ReturnType<typeof usePackWords>): string | null {
  if (reading === null) return null
  const [code = '', ...rest] = reading.split(' ')
  const word = pack('readings', code.toLowerCase())
  return [word === code.toLowerCase() ? code : word, ...rest].join(' ')
}

function tagOf(s: Signal, now: number): { words: string; ink?: boolean } | null {
  if (s.state === 'auto') {
    const held = s.event?.accepted ?? false
    return { words: t(held ? 'inbox.tag.auto-held' : 'inbox.tag.auto'), ink: !held }
  }
  if (s.duplicates > 0) return { words: t('inbox.tag.duplicates', { n: s.duplicates }) }
  if (now - Date.parse(s.receivedAt) < NEW) return { words: t('inbox.tag.new'), ink: true }
  return null
}

/** What comes back does so today; what ends by itself does so a day or a week later. */
const laterWords = ({ ends }: Signal, until: string, now: number): string =>
  ends ? t('inbox.ends-at', { time: dateTime(until, now, lang()) }) : t('inbox.back-at', { time: clockTime(until) })

function Row({ s }: { s: Signal }): ReactNode {
  const now = useNow()
  const pack = usePackWords()
  const tag = tagOf(s, now)
  const line = [shortPlace(s, lang()), named(s.reading, pack) ?? s.address ?? s.content].filter(Boolean).join(' · ')
  const waits = s.grade === 'extraordinary' && !(s.event?.accepted ?? false) && s.state !== 'snoozed'
  const later = s.state === 'snoozed' && s.snoozeUntil ? laterWords(s, s.snoozeUntil, now) : null
  return (
    <EventRow
      grade={s.grade}
      title={s.title}
      line={line}
      source={s.source}
      at={s.receivedAt}
      unsigned={waits}
      {...(tag ? { tag } : {})}
      {...(later ? { later } : {})}
    />
  )
}

type Props = { page: SignalPage; rows: readonly Signal[]; current: string | null; onCurrent: (id: string) => void }

/** The rows of the inbox; what was put off stands below, quieter, with the time it comes back. */
export function SignalList({ page, rows, current, onCurrent }: Props): ReactNode {
  const { wish } = useArea()
  const wanted = page.counts.snoozed > 0 && rows.every((r) => r.state !== 'snoozed')
  const later = useQuery({ ...signalsQuery({ area: wish, view: 'snoozed' }), enabled: wanted })
  const navigate = useNavigate()
  // Enter on a row, or two clicks: what has become an event is opened there; the others are decided beside the list.
  const open = (id: string) => {
    const event = rows.find((row) => row.id === id)?.event
    if (event) void navigate({ to: '/events/$id', params: { id: event.id } })
  }
  const put = wanted ? (later.data?.rows ?? []) : []
  return (
    <div className="rows-box">
      <List
        label={t('inbox.list')}
        rows={rows}
        keyOf={(s) => s.id}
        words={(s) => s.title}
        current={current}
        onCurrent={onCurrent}
        onOpen={open}
        quiet={(s) => s.state === 'snoozed'}
        rowOf={(s) => <Row s={s} />}
        none={<Done page={page} />}
      />
      {put.length > 0 && (
        <>
          <h2 className="grp">{t('inbox.later', { n: put.length })}</h2>
          <List
            label={t('inbox.later', { n: put.length })}
            rows={put}
            keyOf={(s) => s.id}
            words={(s) => s.title}
            current={current}
            onCurrent={onCurrent}
            quiet={() => true}
            rowOf={(s) => <Row s={s} />}
          />
        </>
      )}
    </div>
  )
}

/** All done: says when the last one was. */
function Done({ page }: { page: SignalPage }): ReactNode {
  const now = useNow()
  const last = page.handled.rows[0]?.decidedAt
  return (
    <EmptyState
      empty={{
        kind: 'all-done',
        title: t('inbox.empty'),
        ...(last ? { note: t('inbox.empty-last', { ago: ago(last, now, lang()) }) } : {}),
      }}
    />
  )
}
