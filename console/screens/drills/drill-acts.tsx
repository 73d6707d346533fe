import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { d } from './d.ts'
import { sheetQuery } from './drill-queries.ts'
import './drills.css'

type Form = 'end' | 'promote' | 'note'
type Done = { no: string; live: string | null; liveNo: string | null }

/** What may be done at a drill beside the work itself: note something, end it, or, by a second person, make it live. */
export function DrillActs({ event }: { event: string }): ReactNode {
  const mayRun = may(useSession(), 'exercise.run')
  const { data } = useQuery(sheetQuery(event))
  const [form, setForm] = useState<Form | null>(null)
  return (
    <div className="drill-acts no-print">
      <div className="row wrap">
        <Link to="/drills/$id" params={{ id: event }} className="btn sm">
          {d('open-sheet')}
        </Link>
        {mayRun && (
          <Button small onPress={() => setForm('note')}>
            {d('note')}
          </Button>
        )}
        {mayRun && data && !data.over && (
          <>
            <Button small onPress={() => setForm('end')}>
              {d('end')}
            </Button>
            <Button small off={data.own ? d('promote-own') : null} onPress={() => setForm('promote')}>
              {d('promote')}
            </Button>
            {data.own && <span className="meta">{d('promote-own')}</span>}
          </>
        )}
        {data?.live && (
          <Link to="/events/$id" params={{ id: data.live.id }}>
            {d('promoted', { no: data.live.no })}
          </Link>
        )}
      </div>
      {form && <DrillForm key={form} event={event} form={form} onClose={() => setForm(null)} />}
    </div>
  )
}

function DrillForm({ event, form, onClose }: { event: string; form: Form; onClose: () => void }): ReactNode {
  const act = useAct()
  const navigate = useNavigate()
  const send = async (words: string) => {
    const body = form === 'note' ? { note: words } : { reason: words }
    const done = await act.run<Done>(`/exercises/${event}/${form === 'note' ? 'notes' : form}`, body)
    if (!done) return null
    toast({
      words:
        form === 'note'
          ? d('note-done')
          : form === 'end'
            ? d('ended-done', { no: done.no })
            : d('promoted-done', { no: done.liveNo ?? '' }),
    })
    onClose()
    if (done.live) void navigate({ to: '/events/$id', params: { id: done.live } })
    return done
  }
  return (
    <ReasonForm
      draft={`drill-${form}-${event}`}
      title={d(form)}
      note={d(`${form}-note`)}
      verb={d(form)}
      label={d(form === 'note' ? 'note-label' : 'reason')}
      least={form === 'note' ? 1 : 2}
      act={act}
      onSend={send}
      onCancel={onClose}
    />
  )
}
