import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { SheetLook, SheetTaken } from '../../../contract/object-sheet.ts'
import type { ObjectKind } from '../../../contract/register.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { comma, lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { fetchSheet, handOver, useSheetSend } from './send-sheet.ts'
import { fieldValue, fieldWords } from './value-words.ts'

type Props = { kind: ObjectKind; query: Readonly<Record<string, string | undefined>>; onClose: () => void }

/** The register of a kind as a sheet: handed out, and taken back after a look at what it would do. */
export function SheetPanel({ kind, query, onClose }: Props): ReactNode {
  const keeps = may(useSession(), 'object.change')
  const send = useSheetSend()
  useKeys({ back: onClose })
  const language = lang() === 'en' ? 'en' : 'zh'
  const exported = (as: 'csv' | 'xlsx') => send.run(() => fetchSheet(as, { ...query, lang: language }))
  const devices = (as: 'csv' | 'xlsx') => send.run(() => fetchSheet(as, { kind: kind.kind, lang: language }, 'object-devices'))
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('objects.sheet-of', { kind: say(kind.name) })}</h2>
          <Button small kind="ghost" icon="x" label={t('objects.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('objects.sheet-how')}</p>
        <div className="row wrap">
          <Button small icon="export" busy={send.busy} onPress={() => void exported('xlsx')}>
            {t('objects.export-xlsx')}
          </Button>
          <Button small icon="export" busy={send.busy} onPress={() => void exported('csv')}>
            {t('objects.export-csv')}
          </Button>
        </div>
      </section>
      {keeps && (
        <Taking {...{ kind, onClose }} of={objectSheet(kind.kind)} title={t('objects.import')} how={t('objects.import-how')} />
      )}
      {kind.devices && (
        <section>
          <h2>{t('objects.devices-of', { kind: say(kind.name) })}</h2>
          <p className="meta">{t('objects.devices-how')}</p>
          <div className="row wrap">
            <Button small icon="export" busy={send.busy} onPress={() => void devices('xlsx')}>
              {t('objects.devices-xlsx')}
            </Button>
            <Button small icon="export" busy={send.busy} onPress={() => void devices('csv')}>
              {t('objects.devices-csv')}
            </Button>
          </div>
        </section>
      )}
      {keeps && kind.devices && (
        <Taking
          {...{ kind, onClose }}
          of={deviceSheet}
          title={t('objects.devices-import')}
          how={t('objects.devices-import-how')}
        />
      )}
    </>
  )
}

/** Where a sheet goes, and what is said of it beside its name. */
type Of = { door: string; asked: Readonly<Record<string, string>> }
const objectSheet = (kind: string): Of => ({ door: '/object-sheets', asked: { kind } })
const deviceSheet: Of = { door: '/device-sheets', asked: {} }
type TakingProps = Omit<Props, 'query'> & { of: Of; title: string; how: string }

/** Takes a sheet: looked at first, then all of it or nothing. */
function Taking({ kind, onClose, of, title, how }: TakingProps): ReactNode {
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
    const done = await send.json<z.infer<typeof SheetTaken>>('take', { ...asked, digest: seen.digest }, file)
    if (!done) return
    toast({ words: t('objects.sheet-done', done) })
    onClose()
  }
  return (
    <section>
      <h3>{title}</h3>
      <p className="meta">{how}</p>
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
