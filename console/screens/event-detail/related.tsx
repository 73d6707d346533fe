import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { ago, distance } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { stateWords } from '../../parts/state-words.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

/** What was merged into an event, which can be split off again, and what is open near by. */
export function Related({ event }: { event: EventDetail }): ReactNode {
  const now = useNow()
  const none = event.nearby.length + event.merged.length + event.mergedSignals.length === 0
  return (
    <Panel title={t('event.related')} note={event.wholeArea ? undefined : t('event.related-note', { n: event.nearby.length })}>
      {none && <p className="meta">{t(event.wholeArea ? 'event.related-whole' : 'event.related-none')}</p>}
      <ul className="near">
        {event.merged.map((m) => (
          <li key={m.id}>
            <span className="tag">{t('event.merged-here')}</span>
            <Link to="/events/$id" params={{ id: m.id }} className="el">
              <CaseTitle title={m.title} />
            </Link>
            <span className="grow" />
            <span className="meta nw">{m.no}</span>
            <Split id={m.id} title={m.title} />
          </li>
        ))}
        {event.mergedSignals.map((s) => (
          <MergedSignal key={s.id} signal={s} />
        ))}
        {event.nearby.map((n) => (
          <li key={n.id}>
            <GradeShape grade={n.grade} size={18} label={gradeWords(n.grade)} />
            <Link to="/events/$id" params={{ id: n.id }} className="el">
              <CaseTitle title={n.title} />
            </Link>
            <span className="meta nw">
              {distance(n.distanceM)} · {stateWords(n.state)}
            </span>
            <span className="grow" />
            <span className="meta nw">{ago(n.openedAt, now, lang())}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** A signal somebody merged in the inbox; merged by mistake it goes back there, with the reason. */
function MergedSignal({ signal }: { signal: EventDetail['mergedSignals'][number] }): ReactNode {
  const session = useSession()
  const now = useNow()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const split = async (reason: string) => {
    const done = await act.run(`/signals/${signal.id}/split`, { reason })
    if (done !== null) toast({ words: t('event.signal-back', { title: signal.title }) })
    return done
  }
  return (
    <li className={asking ? 'asks' : ''}>
      <span className="tag">{t('event.signal-here')}</span>
      <span className="el">{signal.title}</span>
      <span className="grow" />
      <span className="meta nw">{ago(signal.receivedAt, now, lang())}</span>
      {may(session, 'signal.triage') && !asking && (
        <button type="button" className="linkish nw" onClick={() => setAsking(true)}>
          {t('event.split-here')}
        </button>
      )}
      {asking && (
        <ReasonForm
          draft={`split-${signal.id}`}
          title={t('event.split-here')}
          note={t('event.signal-back-note')}
          verb={t('event.split-here')}
          ready={[t('event.split-why.other'), t('event.split-why.wrong')]}
          act={act}
          onSend={split}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  )
}

/** Takes back a merge: what was merged goes on by itself, with all that came with it. */
function Split({ id, title }: { id: string; title: string }): ReactNode {
  const session = useSession()
  const act = useAct()
  if (!may(session, 'event.merge')) return null
  const split = async () => {
    const done = await act.run(`/events/${id}/split`)
    if (done) toast({ words: t('event.split-done', { title }) })
  }
  return (
    <>
      <button type="button" className="linkish nw" disabled={act.busy} onClick={() => void split()}>
        {t('event.split-here')}
      </button>
      {act.error && <FieldNote error={act.error.message} />}
    </>
  )
}
