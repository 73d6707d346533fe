import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { comma } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { adminPeople, type Person } from './admin-queries.ts'
import { EndButton } from './end-button.tsx'
import type { OnChange } from './on-change.ts'
import { type Cell, PagedTable } from './paged-table.tsx'
import { PlainForm } from './plain-form.tsx'
import { PostField } from './post-field.tsx'

type Made = { id: string; appointment: string; waiting: boolean }
type Choice = { id: string; name: string; note: string }

/** People with their posts; telephone and identity number stay masked here. */
export function People({ unit, change }: { unit: string | undefined; change: OnChange }): ReactNode {
  const session = useSession()
  const [words, setWords] = useState('')
  const [making, setMaking] = useState(false)
  const q = useDeferredValue(words.trim())
  const query = useInfiniteQuery(adminPeople({ unit: q ? undefined : unit, q: q || undefined }))
  const people = may(session, 'admin.people')
  return (
    <>
      <div className="row wrap">
        <div className="narrow">
          <TextField
            label={t('admin.find-person')}
            hideLabel
            kind="search"
            value={words}
            onChange={setWords}
            placeholder={t('admin.find-person')}
          />
        </div>
        {unit && !q && (
          <button type="button" className="linkish" onClick={() => change({ unit: undefined })}>
            {t('admin.every-unit')}
          </button>
        )}
        <span className="grow" />
        {people && (
          <Button small icon="plus" onPress={() => setMaking(true)}>
            {t('admin.new-person')}
          </Button>
        )}
      </div>
      {making && <NewPerson onClose={() => setMaking(false)} />}
      <PagedTable
        label={t('admin.people')}
        query={query}
        keyOf={(p) => p.id}
        none={t('admin.none')}
        cells={cells(people, change)}
      />
    </>
  )
}

const cells = (people: boolean, change: OnChange): Cell<Person>[] => [
  { label: t('admin.person'), of: (p) => <b className="b">{p.name}</b> },
  { label: t('admin.phone'), of: (p) => p.phone },
  { label: t('admin.account'), of: (p) => (p.account ? p.account : <span className="t2">{t('admin.no-account')}</span>) },
  {
    label: t('admin.posts'),
    of: (p) => (
      <button type="button" className="linkish" onClick={() => change({ tab: 'appointments', person: p.id })}>
        {p.posts.map((a) => `${a.unitName} ${a.postName}`).join(comma()) || t('admin.no-posts')}
      </button>
    ),
  },
  { label: t('admin.locked'), of: (p) => (p.lockedUntil ? <Tag kind="ink">{t('admin.is-locked')}</Tag> : '') },
  ...(people
    ? [
        {
          label: '',
          of: (p: Person) => <EndButton path={`/admin/people/${p.id}/end`} name={p.name} ended={null} verb={t('admin.leave')} />,
        },
      ]
    : []),
]

function NewPerson({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [account, setAccount] = useState('')
  const [post, setPost] = useState<Choice | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const act = useAct()
  const off = !name.trim() || !/^[0-9+ -]{5,20}$/.test(phone.trim()) || !post ? t('admin.fill-in') : null
  const send = async () => {
    const extra = account.trim() ? { account: account.trim() } : {}
    const done = await act.run<Made>('/admin/people', { name: name.trim(), phone: phone.trim(), post: post?.id, ...extra })
    if (done) setMade(done)
  }
  return (
    <>
      <PlainForm
        title={t('admin.new-person')}
        verb={t('admin.make')}
        off={off}
        act={act}
        onSend={() => void send()}
        onClose={onClose}
      >
        <TextField label={t('admin.person')} required value={name} onChange={setName} maxLength={80} />
        <TextField label={t('admin.phone')} required kind="tel" value={phone} onChange={setPhone} maxLength={20} />
        <PostField label={t('admin.first-post')} value={post} onChange={setPost} />
        <TextField
          label={t('admin.account')}
          value={account}
          onChange={setAccount}
          hint={t('admin.account-how')}
          maxLength={60}
        />
      </PlainForm>
      <Dialog
        open={made !== null}
        onClose={onClose}
        title={t('admin.made', { name })}
        footer={
          <Button kind="primary" onPress={onClose}>
            {t('admin.noted')}
          </Button>
        }
      >
        <p>{t(account.trim() ? 'admin.password-later' : 'admin.no-account-made')}</p>
        {made?.waiting && <p>{t('admin.appoint-asked', { person: name, post: post?.name ?? '' })}</p>}
      </Dialog>
    </>
  )
}
