import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, FixedField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t, tell } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { adminWaiting, type Waiting } from './admin-queries.ts'
import { type Cell, PagedTable } from './paged-table.tsx'

/** Appointments that grant nothing until a second administrator has confirmed them; nothing at all while none waits. */
export function WaitingAppointments(): ReactNode {
  const query = useInfiniteQuery(adminWaiting())
  // Above the rows: the confirmed one is gone by the time its password is read.
  const [first, setFirst] = useState<First | null>(null)
  return (
    <>
      {query.data?.pages[0]?.rows.length ? (
        <section>
          <header className="sect">
            <h2>{t('admin.waiting')}</h2>
            <span className="meta">{t('admin.waiting-how')}</span>
          </header>
          <PagedTable
            label={t('admin.waiting')}
            query={query}
            keyOf={(w) => w.id}
            none={t('admin.none')}
            cells={cells(setFirst)}
          />
        </section>
      ) : null}
      <Dialog
        open={first !== null}
        onClose={() => setFirst(null)}
        title={first?.title ?? ''}
        footer={
          <Button kind="primary" onPress={() => setFirst(null)}>
            {t('admin.noted')}
          </Button>
        }
      >
        <FixedField label={t('admin.first-password')} value={<code>{first?.password}</code>} hint={t('admin.once')} />
      </Dialog>
    </>
  )
}

type First = { title: string; password: string }

const cells = (onFirst: (first: First) => void): Cell<Waiting>[] => [
  { label: t('admin.person'), of: (w) => <b className="b">{w.personName}</b> },
  { label: t('admin.post'), of: (w) => `${w.unitName} ${w.postName}` },
  { label: t('admin.kind'), of: (w) => <Tag>{tell(`appointment-kind.${w.kind}`) ?? w.kind}</Tag> },
  { label: t('admin.to'), of: (w) => (w.to ? <When at={w.to} /> : '') },
  { label: t('admin.asked-by'), of: (w) => w.askedByName },
  { label: '', of: (w) => <Decide waiting={w} onFirst={onFirst} /> },
]

function Decide({ waiting, onFirst }: { waiting: Waiting; onFirst: (first: First) => void }): ReactNode {
  const act = useAct()
  const decide = async (verb: 'confirm' | 'reject') => {
    const done = await act.run<{ password?: string | null }>(`/admin/appointments/waiting/${waiting.id}/${verb}`)
    const title = t(`admin.${verb}ed`, { person: waiting.personName, post: waiting.postName })
    if (done?.password) onFirst({ title, password: done.password })
    else if (done) toast({ words: title })
  }
  return (
    <span className="row">
      {waiting.allowed.map((verb) => (
        <Button key={verb} small busy={act.busy} onPress={() => void decide(verb)}>
          {t(`admin.${verb}`)}
        </Button>
      ))}
      <FieldNote error={act.error?.message ?? null} />
    </span>
  )
}
