import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { SignalDetail } from '../../../contract/signal.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { connection } from '../../../ui/live.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useCommands } from '../../frame/commands.ts'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { toldAtOnce } from '../../rules/plan-rungs.ts'
import { may, useSession } from '../../session.ts'
import { type Act, useAct } from '../../use-act.ts'
import type { Chosen } from './filing-condition.tsx'
import { MergePicker } from './merge-picker.tsx'
import { Snooze } from './snooze.tsx'

type Form = 'none' | 'reject' | 'snooze'
type Done = { signal: string; event: string | null; no: string | null }

/** Opens and dispatches; for eight seconds it can be taken back, and then nobody was told. */
function useOpen({ s, chosen, onDone }: Pick<Props, 's' | 'chosen' | 'onDone'>, act: Act) {
  const undo = useAct()
  return async () => {
    const done = await act.run<Done>(`/signals/${s.id}/open`, {
      version: s.version,
      ...(chosen ? { condition: { version: chosen.version, id: chosen.condition.id } } : {}),
    })
    if (!done?.event) return
    const { event } = done
    const back = async () => {
      const undone = await undo.run(`/events/${event}/undo`)
      toast(
        undone
          ? { words: t('triage.undone', { title: s.title }) }
          : { words: undo.refusal()?.message ?? t('triage.undo-late'), problem: true },
      )
    }
    toast({ words: t('triage.opened', { title: s.title }), onUndo: () => void back() })
    onDone()
  }
}

type Props = {
  s: SignalDetail
  /** the condition of the catalogue it will be opened by; null: by none */
  chosen: Chosen | null
  compare: string | null
  onCompare: (event: string | null) => void
  onDone: () => void
}

/** Decided already, by a person or the platform: what became of it and the way there. */
function Decided({ s, onDone }: { s: SignalDetail; onDone: () => void }): ReactNode {
  const navigate = useNavigate()
  const event = s.event
  const open = () => event && void navigate({ to: '/events/$id', params: { id: event.id } })
  useKeys({ open })
  const auto = s.state === 'auto'
  return (
    <footer className="act">
      {event && (
        <Button kind="primary" keyFor="open" onPress={open}>
          {t('triage.open-event')}
        </Button>
      )}
      {!auto && <Button onPress={onDone}>{t('triage.next')}</Button>}
      <span className="meta grow">
        {auto
          ? t(event?.accepted ? 'triage.auto-held' : 'triage.auto')
          : t(`triage.was.${s.state as 'opened'}`, {
              by: s.decidedBy ?? t('triage.somebody'),
              time: s.decidedAt ? clockTime(s.decidedAt) : '',
              reason: s.reason ?? '',
            })}
      </span>
      {event && (
        <Link className="meta nw" to="/events/$id" params={{ id: event.id }}>
          {event.no}
        </Link>
      )}
    </footer>
  )
}

/** The four moves: 1 open and dispatch, 2 merge, 3 reject with a reason, H later. */
export function TriageActions(props: Props): ReactNode {
  const session = useSession()
  const { s } = props
  if (s.state !== 'waiting' && s.state !== 'snoozed') return <Decided s={s} onDone={props.onDone} />
  if (!may(session, 'signal.triage')) return <footer className="act meta">{t('triage.may-not')}</footer>
  return <Moves {...props} />
}

function Moves({ s, chosen, compare, onCompare, onDone }: Props): ReactNode {
  const [form, setForm] = useState<Form>('none')
  const [merging, setMerging] = useState(false)
  const act = useAct()
  const open = useOpen({ s, chosen, onDone }, act)
  const offline = connection.use().state === 'offline' ? t('act.offline') : null
  const close = () => {
    act.clear()
    setForm('none')
  }
  const moves = {
    triageDispatch: () => void open(),
    triageMerge: () => setMerging(true),
    triageDecline: () => setForm('reject'),
    triageLater: () => setForm('snooze'),
  }
  useKeys(form === 'none' && !offline ? moves : {})
  useCommands(() => [
    { id: 't1', label: t('triage.open'), note: s.title, keyFor: 'triageDispatch', onRun: moves.triageDispatch },
    { id: 't2', label: t('triage.merge'), note: s.title, keyFor: 'triageMerge', onRun: moves.triageMerge },
    { id: 't3', label: t('triage.reject'), note: s.title, keyFor: 'triageDecline', onRun: moves.triageDecline },
    { id: 't4', label: t('triage.later'), note: s.title, keyFor: 'triageLater', onRun: moves.triageLater },
  ])
  const told = toldAtOnce(s.proposal?.steps ?? [])
  if (form === 'reject') return <Reject s={s} act={act} onDone={onDone} onClose={close} />
  if (form === 'snooze') return <Snooze s={s} act={act} onDone={onDone} onClose={close} />
  return (
    <footer className="act">
      <Button kind="primary" keyFor="triageDispatch" busy={act.busy} off={offline} onPress={moves.triageDispatch}>
        {t('triage.open')}
      </Button>
      <Button keyFor="triageMerge" off={offline} onPress={moves.triageMerge}>
        {t('triage.merge-more')}
      </Button>
      <Button keyFor="triageDecline" off={offline} onPress={moves.triageDecline}>
        {t('triage.reject-more')}
      </Button>
      <Button keyFor="triageLater" off={offline} onPress={moves.triageLater}>
        {t('triage.later')}
      </Button>
      <span className="grow" />
      {act.error ? (
        <FieldNote error={act.error.message} />
      ) : (
        <span className="meta tells">{s.proposal && t('triage.tells', told)}</span>
      )}
      <MergePicker
        s={s}
        open={merging || compare !== null}
        first={compare}
        onClose={() => {
          setMerging(false)
          onCompare(null)
        }}
        onDone={onDone}
      />
    </footer>
  )
}

function Reject({ s, act, onDone, onClose }: { s: SignalDetail; act: Act; onDone: () => void; onClose: () => void }): ReactNode {
  const send = async (reason: string) => {
    const done = await act.run<Done>(`/signals/${s.id}/reject`, { version: s.version, reason })
    if (done) {
      toast({ words: t('triage.rejected', { title: s.title }) })
      onDone()
    }
    return done
  }
  return (
    <footer className="act form">
      <ReasonForm
        draft={`reject-${s.id}`}
        title={t('triage.reject-title')}
        note={t('triage.reject-note')}
        verb={t('triage.reject')}
        ready={[t('triage.why-false'), t('triage.why-elsewhere'), t('triage.why-done'), t('triage.why-thin')]}
        act={act}
        onSend={send}
        onCancel={onClose}
      />
    </footer>
  )
}
