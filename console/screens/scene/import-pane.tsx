import { type ReactNode, useState } from 'react'
import type { LayerLook, LayerTaken } from '../../../contract/scene.ts'
import { sceneKindIds, sceneKinds } from '../../../contract/scene-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { CITY_ZONE } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { codeOf } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { useOwnArea } from '../../parts/own-area.tsx'
import { useSheetSend } from '../objects/send-sheet.ts'
import { Look } from './look.tsx'

/** The systems people are given files in; the zones are those of the city's west, middle and east (102°, 105°, 108°, 111°). */
const crsIds = ['file', 'WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const
const zones = [
  ['EPSG:4543', 102],
  ['EPSG:4544', 105],
  ['EPSG:4545', 108],
  ['EPSG:4546', 111],
] as const
const none = 'none'

type Said = { name: string; source: string; day: string | null; crs: string; kind: string }
const blank: Said = { name: '', source: '', day: null, crs: 'file', kind: none }
const dayOf = (iso: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_ZONE }).format(new Date(iso))

/** A file brought in as a layer of the area in force: looked at first, then taken whole. */
export function ImportPane({ onClose }: { onClose: () => void }): ReactNode {
  const { area: here, field } = useOwnArea()
  const [said, setSaid] = useState(blank)
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<LayerLook | null>(null)
  const send = useSheetSend('/scene/layers')
  useKeys({ back: onClose })
  const say = (next: Partial<Said>) => {
    setSaid({ ...said, ...next })
    setSeen(null)
  }
  const full = here !== null && file !== null && said.name.trim() !== '' && said.source.trim() !== '' && said.day !== null
  const asked = (): Record<string, string> => ({
    ...{ area: codeOf(here?.path ?? ''), name: said.name.trim(), source: said.source.trim(), asOf: dayOf(said.day ?? '') },
    ...(said.crs === 'file' ? {} : { crs: said.crs }),
    ...(said.kind === none ? {} : { kind: said.kind }),
  })
  const look = async () => file && setSeen(await send.json<LayerLook>('look', asked(), file))
  const take = async () => {
    if (!file || !seen) return
    const done = await send.json<LayerTaken>('take', { ...asked(), digest: seen.digest }, file)
    if (!done) return
    toast({ words: t('scene.done', done) })
    onClose()
  }
  return (
    <aside className="side k6-pane" aria-label={t('scene.import')}>
      <section>
        <div className="row top">
          <h2 className="grow">{t('scene.import')}</h2>
          <Button small kind="ghost" icon="x" label={t('scene.close')} onPress={onClose} />
        </div>
        {field}
        {here && <p className="meta">{t('scene.into', { area: here.name })}</p>}
        <Fields said={said} onSay={say} />
        <label className="col">
          <span className="meta">{t('scene.file')}</span>
          <input
            type="file"
            accept=".geojson,.json,.csv,.xlsx"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setSeen(null)
            }}
          />
        </label>
        <p className="meta">{t('scene.how')}</p>
        <FieldNote error={send.error} />
        {send.busy && <p role="status">{t('scene.busy')}</p>}
        <div className="row">
          <Button
            kind={seen ? 'plain' : 'primary'}
            busy={send.busy && !seen}
            off={full ? null : t('scene.look-missing')}
            onPress={() => void look()}
          >
            {t('scene.look')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </div>
      </section>
      {seen && <Look seen={seen} busy={send.busy} onTake={() => void take()} />}
    </aside>
  )
}

function Fields({ said, onSay }: { said: Said; onSay: (next: Partial<Said>) => void }): ReactNode {
  const systems = [
    ...crsIds.map((id) => ({ id, label: id === 'file' ? t('scene.crs-file') : id })),
    ...zones.map(([code, meridian]) => ({ id: code, label: t('scene.crs-zone', { meridian, code }) })),
  ]
  const kinds = [{ id: none, label: t('scene.kind-none') }, ...sceneKindIds.map((id) => ({ id, label: say(sceneKinds[id]) }))]
  return (
    <div className="rfields">
      <TextField
        label={t('scene.name')}
        hint={t('scene.name-hint')}
        required
        value={said.name}
        maxLength={60}
        onChange={(name) => onSay({ name })}
      />
      <TextField
        label={t('scene.source')}
        hint={t('scene.source-hint')}
        required
        value={said.source}
        maxLength={120}
        onChange={(source) => onSay({ source })}
      />
      <DateField label={t('scene.as-of')} required withTime={false} value={said.day} onChange={(day) => onSay({ day })} />
      <SelectField label={t('scene.crs')} choices={systems} value={said.crs} onChange={(crs) => onSay({ crs })} />
      <SelectField label={t('scene.kind')} choices={kinds} value={said.kind} onChange={(kind) => onSay({ kind })} />
    </div>
  )
}
