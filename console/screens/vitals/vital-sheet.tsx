import { type ReactNode, useState } from 'react'
import type { VitalSheetLook, VitalSheetTaken } from '../../../contract/vital-registry.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { comma, lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { fetchSheet, handOver, useSheetSend } from '../objects/send-sheet.ts'
import { t } from './registry-words.ts'
import { Changes } from './vital-changes.tsx'
import { VitalValues } from './vital-values.tsx'

/** The registry as a sheet: handed out, and taken back after a look at what it would do. */
export function VitalSheetPane({ vital, onClose }: { vital: string | undefined; onClose: () => void }): ReactNode {
  const send = useSheetSend('/vital-sheets')
  const session = useSession()
  useKeys({ back: onClose })
  const exported = (as: 'csv' | 'xlsx') => void send.run(() => fetchSheet(as, { lang: lang() === 'en' ? 'en' : 'zh' }, 'vitals'))
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('sheet.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('side.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('sheet.how')}</p>
        <div className="row wrap">
          <Button small icon="export" busy={send.busy} onPress={() => exported('xlsx')}>
            {t('sheet.xlsx')}
          </Button>
          <Button small icon="export" busy={send.busy} onPress={() => exported('csv')}>
            {t('sheet.csv')}
          </Button>
        </div>
      </section>
      {may(session, 'vital.define') && <Taking onClose={onClose} />}
      {may(session, 'vital.tell') && <VitalValues vital={vital} />}
    </>
  )
}

function Taking({ onClose }: { onClose: () => void }): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<VitalSheetLook | null>(null)
  const send = useSheetSend('/vital-sheets')
  const look = async (given: File) => {
    setFile(given)
    setSeen(null)
    setSeen(await send.json<VitalSheetLook>('look', {}, given))
  }
  const take = async () => {
    if (!file || !seen) return
    const done = await send.json<VitalSheetTaken>('take', { digest: seen.digest }, file)
    if (!done) return
    toast({ words: t('sheet.done', done) })
    onClose()
  }
  const ready = seen !== null && seen.refused === 0 && seen.registered + seen.changed + seen.moved > 0
  return (
    <section>
      <h3>{t('sheet.import')}</h3>
      <p className="meta">{t('sheet.import-how')}</p>
      <FileButton label={t('sheet.file')} accept=".csv,.xlsx" onPick={(given) => void look(given)} />
      <FieldNote error={send.error} />
      {send.busy && <p role="status">{t('sheet.busy')}</p>}
      {seen && <Seen seen={seen} />}
      {seen && seen.refused > 0 && (
        <Button
          small
          icon="export"
          onPress={() => void send.run(async () => file && handOver(await send.file('errors', {}, file)))}
        >
          {t('sheet.errors')}
        </Button>
      )}
      <div className="row">
        <Button kind="primary" busy={send.busy} off={ready ? null : t('sheet.nothing')} onPress={() => void take()}>
          {t('sheet.take')}
        </Button>
      </div>
    </section>
  )
}

/** A new vital has no state before, though the sheet leads it on at once. */
const isFresh = (changes: VitalSheetLook['sample'][number]['changes']): boolean =>
  changes === null || changes.some(({ field, from }) => field === 'state' && from === null)

function Seen({ seen }: { seen: VitalSheetLook }): ReactNode {
  return (
    <>
      <dl className="kv">
        {(['rows', 'registered', 'changed', 'waiting', 'moved', 'unchanged', 'refused'] as const).map((count) => (
          <div className="kv-row" key={count}>
            <dt>{t(`sheet.${count}`)}</dt>
            <dd>{number(seen[count])}</dd>
          </div>
        ))}
      </dl>
      {seen.unknown.length > 0 && <FieldNote error={t('sheet.unknown', { list: seen.unknown.join(comma()) })} />}
      <ul className="k10-steps">
        {seen.faults.map((fault) => (
          <li key={`${fault.row} ${fault.zh}`}>
            <span className="meta">{t('sheet.line', { row: fault.row })}</span> {say(fault)}
          </li>
        ))}
        {seen.faults.length === 0 &&
          seen.sample.slice(0, 20).map(({ code, name, changes }) => (
            <li key={code}>
              <b>{name}</b> <span className="code">{code}</span>{' '}
              {isFresh(changes) && <span className="meta">{t('sheet.fresh')}</span>}
              {changes !== null && <Changes changes={changes} none="" />}
            </li>
          ))}
      </ul>
    </>
  )
}
