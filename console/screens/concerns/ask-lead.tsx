import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ActForm } from '../../parts/act-form/act-form.tsx'
import { choice, text } from '../../parts/act-form/specs.ts'
import { eventLeadQuery } from './lead-queries.ts'
import { LeadRequestCard } from './lead-request.tsx'
import { lead } from './lead-words.ts'

/** On the event's page: the request that runs or the last word about it, and, for whoever leads, the way to ask another district. */
export function AskLead({ id }: { id: string }): ReactNode {
  const { data } = useQuery(eventLeadQuery(id))
  const [open, setOpen] = useState(false)
  if (!data) return null
  const [newest] = data.rows
  const choices = data.askable.map(({ district, name }) => ({ id: district, label: name }))
  return (
    <div className="ask-lead">
      {newest && <LeadRequestCard key={newest.id} one={newest} />}
      {choices.length > 0 && !open && (
        <div className="row">
          <Button onPress={() => setOpen(true)}>{lead('lead.ask')}…</Button>
        </div>
      )}
      {choices.length > 0 && open && (
        <ActForm
          draft={`lead-ask-${id}`}
          path={`/events/${id}/lead-requests`}
          version={undefined}
          title={lead('lead.ask')}
          note={lead('lead.note.ask')}
          verb={lead('lead.ask')}
          fields={[choice('to', 'district', choices), text('reason', 'reason', 4), text('evidence', 'evidence', 4)]}
          place={{ area: '', lon: 0, lat: 0, own: id }}
          onDone={() => {
            toast({ words: lead('lead.did.ask') })
            setOpen(false)
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </div>
  )
}
