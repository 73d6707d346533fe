import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t, tell } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { type Appointment, adminAppointments } from './admin-queries.ts'
import { EndButton } from './end-button.tsx'
import type { OnChange } from './on-change.ts'
import { type Cell, PagedTable } from './paged-table.tsx'
import { PlainForm } from './plain-form.tsx'
import { PersonField, PostField } from './post-field.tsx'
import { WaitingAppointments } from './waiting.tsx'

const DateField = lazy(() => import('../../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))
const kinds = ['main', 'concurrent', 'temporary', 'seconded'] as const
type Choice = { id: string; name: string; note: string }
type Given = { id: string; waiting: boolean }

/** Who holds which post, from when to when; appoint, end, and lend a post to somebody until a time. */
export function Appointments({ person, change }: { person: string | undefined; change: OnChange }): ReactNode {
  const session = useSession()
  const [past, setPast] = useState(false)
  const [form, setForm] = useState<'none' | 'new' | Appointment>('none')
  const query = useInfiniteQuery(adminAppointments({ person, past: past || undefined }))
  const people = may(session, 'admin.people')
  return (
    <>
      <WaitingAppointments />
      <div className="row wrap">
        <Checkbox value={past} onChange={setPast}>
          {t('admin.past')}
        </Checkbox>
        {person && (
          <button type="button" className="linkish" onClick={() => change({ person: undefined })}>
            {t('admin.every-person')}
          </button>
        )}
        <span className="grow" />
        {people && (
          <Button small icon="plus" onPress={() => setForm('new')}>
            {t('admin.appoint')}
          </Button>
        )}
      </div>
      {form === 'new' && <Appoint onClose={() => setForm('none')} />}
      {typeof form === 'object' && <Delegate of={form} onClose={() => setForm('none')} />}
      <PagedTable
        label={t('admin.appointments')}
        query={query}
        keyOf={(a) => a.id}
        none={t('admin.none')}
        cells={cells(people, setForm)}
      />
    </>
  )
}

function Time({ at }: { at: string }): ReactNode {
  const now = useNow()
  return <span className="nw">{dateTime(at, now, lang())}</span>
}

const cells = (people: boolean, onDelegate: (a: Appointment) => void): Cell<Appointment>[] => [
  { label: t('admin.person'), of: (a) => <b className="b">{a.personName}</b> },
  { label: t('admin.post'), of: (a) => `${a.unitName} ${a.postName}` },
  {
    label: t('admin.kind'),
    of: (a) => (
      <>
        <Tag>{tell(`appointment-kind.${a.kind}`) ?? a.kind}</Tag>
        {a.delegatedByName && <span className="meta"> {t('admin.delegated-by', { by: a.delegatedByName })}</span>}
      </>
    ),
  },
  { label: t('admin.from'), of: (a) => <Time at={a.from} /> },
  { label: t('admin.to'), of: (a) => (a.to ? <Time at={a.to} /> : '') },
  ...(people
    ? [
        {
          label: '',
          of: (a: Appointment) => (
            <span className="row">
              {!a.to && a.kind !== 'delegated' && (
                <Button small kind="ghost" onPress={() => onDelegate(a)}>
                  {t('admin.delegate')}…
                </Button>
              )}
              <EndButton
                path={`/admin/appointments/${a.id}/end`}
                name={`${a.personName} ${a.postName}`}
                ended={a.to}
                verb={t('admin.dismiss')}
              />
            </span>
          ),
        },
      ]
    : []),
]

function Until({
  value,
  onChange,
  required,
}: {
  value: string | null
  onChange: (iso: string | null) => void
  required: boolean
}): ReactNode {
  return (
    <Suspense fallback={<span className="sk" />}>
      <DateField label={t('admin.to')} required={required} value={value} onChange={onChange} />
    </Suspense>
  )
}

function Appoint({ onClose }: { onClose: () => void }): ReactNode {
  const [person, setPerson] = useState<Choice | null>(null)
  const [post, setPost] = useState<Choice | null>(null)
  const [kind, setKind] = useState<string>('main')
  const [until, setUntil] = useState<string | null>(null)
  const act = useAct()
  const off = !person || !post ? t('admin.fill-in') : null
  const send = async () => {
    const done = await act.run<Given>('/admin/appointments', {
      person: person?.id,
      post: post?.id,
      kind,
      ...(until ? { until } : {}),
    })
    if (!done) return
    toast({
      words: t(done.waiting ? 'admin.appoint-asked' : 'admin.appointed', { person: person?.name ?? '', post: post?.name ?? '' }),
    })
    onClose()
  }
  return (
    <PlainForm
      title={t('admin.appoint')}
      verb={t('admin.appoint')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <PersonField label={t('admin.person')} value={person} onChange={setPerson} />
      <PostField label={t('admin.post')} value={post} onChange={setPost} />
      <SelectField
        label={t('admin.kind')}
        choices={kinds.map((id) => ({ id, label: t(`appointment-kind.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Until value={until} onChange={setUntil} required={false} />
    </PlainForm>
  )
}

function Delegate({ of, onClose }: { of: Appointment; onClose: () => void }): ReactNode {
  const [person, setPerson] = useState<Choice | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const act = useAct()
  const off = !person || !until ? t('admin.fill-in') : null
  const send = async () => {
    const done = await act.run<Given>(`/admin/appointments/${of.id}/delegate`, { person: person?.id, until })
    if (!done) return
    toast({
      words: t(done.waiting ? 'admin.appoint-asked' : 'admin.delegated', { post: of.postName, person: person?.name ?? '' }),
    })
    onClose()
  }
  const title = t('admin.delegate-title', { post: `${of.unitName} ${of.postName}`, person: of.personName })
  return (
    <PlainForm title={title} verb={t('admin.delegate')} off={off} act={act} onSend={() => void send()} onClose={onClose}>
      <PersonField label={t('admin.delegate-to')} value={person} onChange={setPerson} />
      <Until value={until} onChange={setUntil} required />
    </PlainForm>
  )
}
