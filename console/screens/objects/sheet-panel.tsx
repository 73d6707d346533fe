import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { SheetLook, SheetTaken } from '../../../contract/object-sheet.ts'
import type { ObjectKind } from '../../../contract/register.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { comma, lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { t as second } from './second/words.ts'
import { fetchSheet, handOver, useSheetSend } from './send-sheet.ts'
import { fieldValue, fieldWords } from './value-words.ts'

type Props = { kind: ObjectKind; query: Readonly<Record<string, string | undefined>>; onClose: () => void }
type View = 'objects' | 'devices'
/** Of devices none waits for a second person. */
type Taken = z.infer<typeof SheetTaken> & { waiting?: number }

/** The register of a kind, or the devices that stand at its objects, as a sheet: handed out, and taken back after a look at what it would do. */
export function SheetPanel({ kind, query, onClose }: Props): ReactNode {
  const keeps = may(useSession(), 'object.change')
  const [view, setView] = useState<View>('objects')
  useKeys({ back: onClose })
  const views = [
    { id: 'objects' as const, label: t('objects.sheet-objects') },
    { id: 'devices' as const, label: t('objects.sheet-devices') },
  ]
  const of = sheets[view](kind.kind)
  return (
    <>
      <section className="stack">
        <div className="row top">
          <h2 className="grow">{t('objects.sheet-of', { kind: say(kind.name) })}</h2>
          <Button small kind="ghost" icon="x" label={t('objects.close')} onPress={onClose} />
        </div>
        {kind.devices && (
          <div className="row">
            <Segmented
              label={t('objects.sheet-which')}
              items={views}
              value={view}
              onChange={(id) => setView(id === 'devices' ? 'devices' : 'objects')}
            />
          </div>
        )}
        <p className="meta">{t(view === 'objects' ? 'objects.sheet-how' : 'objects.devices-how')}</p>
        <Handing of={of} query={view === 'objects' ? query : { kind: kind.kind }} />
      </section>
      {keeps && <Taking key={view} kind={kind} of={of} onClose={onClose} />}
    </>
  )
}

/** Where a sheet comes from and goes to, what is said of it beside its name, and how it is read. */
type Of = {
  from: string
  door: string
  asked: Readonly<Record<string, string>>
  how: 'objects.import-how' | 'objects.devices-import-how'
}
const sheets: Record<View, (kind: string) => Of> = {
  objects: (kind) => ({ from: 'objects', door: '/object-sheets', asked: { kind }, how: 'objects.import-how' }),
  devices: () => ({ from: 'object-devices', door: '/device-sheets', asked: {}, how: 'objects.devices-import-how' }),
}

function Handing({ of, query }: { of: Of; query: Props['query'] }): ReactNode {
  const send = useSheetSend()
  const exported = (as: 'csv' | 'xlsx') =>
    send.run(() => fetchSheet(as, { ...query, lang: lang() === 'en' ? 'en' : 'zh' }, of.from))
  return (
    <div className="row wrap">
      <Button small icon="export" busy={send.busy} onPress={() => void exported('xlsx')}>
        {t('objects.export-xlsx')}
      </Button>
      <Button small icon="export" busy={send.busy} onPress={() => void exported('csv')}>
        {t('objects.export-csv')}
      </Button>
      <FieldNote error={send.error} />
    </div>
  )
}

/** Takes a sheet: looked at first, then all of it or nothing. */
function Taking({ kind, onClose, of }: Omit<Props, 'query'> & { of: Of }): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<SheetLook | null>(null)
  const send = useSheetSend(of.door)
  const asked = { ...of.asked, name: file?.name.slice(-120) ?? '' }
  const look = async (given: File) => {
    setFile(given)
    setSeen(null)
    setSeen(await send.json<SheetLook>('look', { ...of.asked, name: given.name.slice(-120) }, given))
  }
  const take = async () => {
    if (!file || !seen) return
    const done = await send.json<Taken>('take', { ...asked, digest: seen.digest }, file)
    if (!done) return
    const words = t('objects.sheet-done', done)
    toast({ words: done.waiting ? `${words} ${second('asked-n', { n: done.waiting })}` : words })
    onClose()
  }
  return (
    <section className="stack">
      <h3>{t('objects.import')}</h3>
      <p className="meta">{t(of.how)}</p>
      <FileButton label={t('objects.file')} accept=".csv,.xlsx" onPick={(given) => void look(given)} />
      <FieldNote error={send.error} />
      {send.busy && <p role="status">{t('objects.sheet-busy')}</p>}
      {seen && <Seen seen={seen} kind={kind} />}
      {seen && seen.refused > 0 && (
        <Button
          small
          icon="export"
          onPress={() => void send.run(async () => file && handOver(await send.file('errors', asked, file)))}
        >
          {t('objects.sheet-errors')}
        </Button>
      )}
      <div className="row">
        <Button
          kind="primary"
          busy={send.busy}
          off={seen && seen.refused === 0 && seen.registered + seen.changed > 0 ? null : t('objects.sheet-nothing')}
          onPress={() => void take()}
        >
          {t('objects.sheet-take')}
        </Button>
        <Button onPress={onClose}>{t('reason.cancel')}</Button>
      </div>
    </section>
  )
}

function Seen({ seen, kind }: { seen: SheetLook; kind: ObjectKind }): ReactNode {
  const counts = ['registered', 'changed', 'unchanged', 'refused'] as const
  return (
    <>
      <dl className="kv">
        <div className="kv-row">
          <dt>{t('objects.sheet-rows')}</dt>
          <dd>{number(seen.rows)}</dd>
        </div>
        {counts.map((count) => (
          <div className="kv-row" key={count}>
            <dt>{t(`objects.sheet-${count}`)}</dt>
            <dd>
              <b className="b">{number(seen[count])}</b>
            </dd>
          </div>
        ))}
      </dl>
      {seen.unknown.length > 0 && <FieldNote error={t('objects.sheet-unknown', { list: seen.unknown.join(comma()) })} />}
      {seen.faults.length > 0 && (
        <ul className="shifts">
          {seen.faults.map((fault) => (
            <li key={`${fault.row} ${fault.zh}`} className="wrap-anywhere">
              <span className="t2">{t('objects.sheet-line', { row: fault.row })}</span> {say(fault)}
            </li>
          ))}
        </ul>
      )}
      {seen.refused === 0 && (
        <ul className="shifts">
          {seen.sample.slice(0, 20).map((one) => (
            <li key={one.code} className="wrap-anywhere">
              <b className="b">{one.name}</b> <span className="code">{one.code}</span>{' '}
              {one.changes === null ? <span className="t2">{t('objects.sheet-new')}</span> : null}
              {one.changes?.map((change) => (
                <p key={change.field}>
                  <span className="t2">{fieldWords(change.field, kind.details)}</span>{' '}
                  {change.personal
                    ? t('objects.personal-changed')
                    : `${fieldValue(change.field, change.from, kind.details)} → ${fieldValue(change.field, change.to, kind.details)}`}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
