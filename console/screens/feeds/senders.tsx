import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { type Protocol, protocols } from '../../../contract/protocols.ts'
import type { SenderRow, UnknownSender } from '../../../contract/sender.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { may, useSession } from '../../session.ts'
import { EndButton } from '../admin/end-button.tsx'
import { type Cell, PagedTable } from '../admin/paged-table.tsx'
import { asksCode, type Begun, ImportSenders, SenderForm } from './sender-forms.tsx'
import { sendersQuery, unknownSendersQuery } from './sender-queries.ts'

const notSaved = (error: Error) => toast({ words: error.message, problem: true })

type Form = 'import' | Begun | null
type Wish = { protocol: Protocol | 'all'; q: string }

/** Numbers of field devices: those nobody registered and those that are; codes are set here and never shown. */
export function Senders(): ReactNode {
  const registers = may(useSession(), 'sender.register')
  const [form, setForm] = useState<Form>(null)
  const [wish, setWish] = useState<Wish>({ protocol: 'all', q: '' })
  const q = useDeferredValue(wish.q.trim())
  const query = useInfiniteQuery(
    sendersQuery({ protocol: wish.protocol === 'all' ? undefined : wish.protocol, q: q || undefined }),
  )
  const close = () => setForm(null)
  return (
    <>
      <header className="sect">
        <h2>{t('senders.title')}</h2>
        {registers && form === null && (
          <span className="row">
            <Button small icon="plus" onPress={() => setForm({})}>
              {t('senders.register')}
            </Button>
            <Button small onPress={() => setForm('import')}>
              {t('senders.import')}
            </Button>
            <Button small onPress={() => void saveFile('/admin/senders.csv').catch(notSaved)}>
              {t('senders.export')}
            </Button>
          </span>
        )}
      </header>
      {form === 'import' && <ImportSenders onClose={close} />}
      {form !== null && form !== 'import' && <SenderForm key={JSON.stringify(form)} begun={form} onClose={close} />}
      <Unknown onRegister={registers ? (begun) => setForm(begun) : null} />
      <Wishes wish={wish} onWish={setWish} />
      <PagedTable
        label={t('senders.title')}
        query={query}
        keyOf={(row) => `${row.protocol} ${row.number}`}
        none={t(q || wish.protocol !== 'all' ? 'senders.no-match' : registers ? 'senders.none' : 'senders.none-here')}
        cells={cells(registers ? (row) => setForm({ row }) : null)}
      />
    </>
  )
}

function Wishes({ wish, onWish }: { wish: Wish; onWish: (wish: Wish) => void }): ReactNode {
  const items = [{ id: 'all', label: t('senders.all') }, ...protocols.map((id) => ({ id, label: t(`gateways.${id}`) }))]
  return (
    <div className="row wrap">
      <TextField
        label={t('senders.find')}
        hideLabel
        kind="search"
        placeholder={t('senders.find')}
        value={wish.q}
        onChange={(q) => onWish({ ...wish, q })}
      />
      <Segmented
        label={t('senders.filter')}
        items={items}
        value={wish.protocol}
        onChange={(protocol) => onWish({ ...wish, protocol: protocol as Wish['protocol'] })}
      />
    </div>
  )
}

/** What came under numbers nobody registered: one press takes a number over into the form. */
function Unknown({ onRegister }: { onRegister: ((begun: Begun) => void) | null }): ReactNode {
  const query = useQuery(unknownSendersQuery())
  const rows = query.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="sideways" aria-label={t('senders.unknown')}>
      <header className="sect">
        <h2>
          {t('senders.unknown')} <Tag kind="strong">{number(rows.length)}</Tag>
        </h2>
      </header>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('gateways.protocol')}</th>
            <th>{t('senders.number')}</th>
            <th className="num">{t('senders.frames')}</th>
            <th>{t('senders.last')}</th>
            <th>{t('senders.from')}</th>
            <th>
              <span className="vh">{t('admin.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnknownRow key={`${row.protocol} ${row.number}`} row={row} onRegister={onRegister} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type UnknownProps = { row: UnknownSender; onRegister: ((begun: Begun) => void) | null }
function UnknownRow({ row, onRegister }: UnknownProps): ReactNode {
  const { protocol } = row
  return (
    <tr>
      <td>{t(`gateways.${protocol}`)}</td>
      <td>
        <code>{row.number}</code>
      </td>
      <td className="num">{number(row.frames)}</td>
      <td>
        <Age at={row.lastAt} />
      </td>
      <td className="t2">{row.peer}</td>
      <td>
        {onRegister && (
          <Button
            small
            label={t('senders.register-number', { number: row.number })}
            onPress={() => onRegister({ protocol, number: row.number })}
          >
            {t('senders.register-this')}
          </Button>
        )}
      </td>
    </tr>
  )
}

const cells = (onChange: ((row: SenderRow) => void) | null): Cell<SenderRow>[] => [
  { label: t('gateways.protocol'), of: (row) => t(`gateways.${row.protocol}`) },
  { label: t('senders.number'), of: (row) => <SenderNumber row={row} /> },
  {
    label: t('senders.device'),
    of: (row) => (
      <>
        {row.objectName} <span className="t2">{row.device}</span>
      </>
    ),
  },
  { label: t('senders.area'), of: (row) => row.areaName },
  { label: t('senders.code'), of: (row) => (row.coded ? <span title={t('senders.hidden')}>••••••</span> : codeless(row)) },
  { label: t('senders.crs'), of: (row) => row.crs ?? (row.protocol === 'jt808' ? <Tag>{t('senders.no-crs')}</Tag> : NONE) },
  { label: t('senders.heard'), of: (row) => <Age at={row.lastAt} /> },
  { label: '', of: (row) => onChange && <Acts row={row} onChange={onChange} /> },
]

const SenderNumber = ({ row: { number, lenient } }: { row: SenderRow }): ReactNode => (
  <>
    <code>{number}</code>
    {lenient && (
      <div>
        <Tag>{t('senders.lenient-tag')}</Tag>
      </div>
    )}
  </>
)

const codeless = ({ protocol }: SenderRow): string =>
  !asksCode(protocol) ? NONE : t(protocol === 'jt808' ? 'senders.not-registered' : 'senders.unchecked')

function Acts({ row, onChange }: { row: SenderRow; onChange: (row: SenderRow) => void }): ReactNode {
  const path = `/admin/senders/${row.protocol}/${encodeURIComponent(row.number)}`
  return (
    <span className="row">
      <Button small kind="ghost" label={t('senders.change-number', { number: row.number })} onPress={() => onChange(row)}>
        {t('senders.change')}
      </Button>
      {(row.bound || row.coded) && row.protocol === 'jt808' && (
        <EndButton path={`${path}/replace-terminal`} name={row.number} ended={null} verb={t('senders.replace')} />
      )}
      <EndButton path={`${path}/end`} name={row.number} ended={null} verb={t('senders.end')} />
    </span>
  )
}
