import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useDeferredValue, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldNote } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { t } from '../messages.ts'
import { type Choice, Pick } from '../parts/pick.tsx'
import { searchQuery } from '../queries.ts'
import { useSession } from '../session.ts'
import { useAct } from '../use-act.ts'

const DateField = lazy(() => import('../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))

/** Lends the own post to somebody of the area until a moment. */
export function Delegate({ onClose }: { onClose: () => void }): ReactNode {
  const session = useSession()
  const [person, setPerson] = useState<Choice | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const act = useAct()
  const post = session.post.name
  const send = async () => {
    const done = await act.run<{ waiting: boolean }>('/appointments/delegate', { person: person?.id, until })
    if (!done) return
    toast({ words: done.waiting ? t('delegate.asked') : t('delegate.done', { post, person: person?.name ?? '' }) })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('delegate.title', { post })}>
      <p className="meta">{t('delegate.note')}</p>
      <PersonSearch value={person} onChange={setPerson} />
      <Suspense fallback={<span className="sk" />}>
        <DateField label={t('delegate.until')} required value={until} onChange={setUntil} />
      </Suspense>
      <FieldNote error={act.error?.message ?? null} />
      <div className="row">
        <Button kind="primary" busy={act.busy} off={person && until ? null : t('delegate.fill-in')} onPress={() => void send()}>
          {t('delegate.verb')}
        </Button>
        <Button onPress={onClose}>{t('reason.cancel')}</Button>
      </div>
    </Dialog>
  )
}

/** Somebody of the own areas, by name: who that is, the search of the console knows. */
function PersonSearch({ value, onChange }: { value: Choice | null; onChange: (one: Choice | null) => void }): ReactNode {
  const session = useSession()
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const query = useQuery(searchQuery(wanted))
  const found = (query.data?.people ?? []).filter((one) => one.id !== session.person.id)
  const rows = found.map((one) => ({ id: one.id, name: one.name, note: `${one.unitName} ${one.postName}` }))
  const field = { label: t('delegate.to'), value, onChange, words, onWords: setWords }
  return <Pick {...field} wanted={wanted} rows={rows} query={query} />
}
