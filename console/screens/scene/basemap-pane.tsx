import { queryOptions, useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { BaseFile, BaseFiles } from '../../../contract/basemap-file.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { CITY_ZONE, clockTime, number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useOwnArea } from '../../parts/own-area.tsx'
import { useAct } from '../../use-act.ts'
import { b } from './basemap-words.ts'
import { useBaseSend } from './send-basemap.ts'

const BasePreview = lazy(() => import('./basemap-preview.tsx').then((m) => ({ default: m.BasePreview })))

const baseFilesQuery = queryOptions({
  queryKey: ['base-maps'],
  queryFn: ({ signal }) => get<BaseFiles>('/base-maps', {}, signal),
})
/** Small files are shown too: never as nothing. */
const megabytes = (bytes: number): string => number(Math.max(0.1, bytes / 1_048_576), bytes < 10 * 1_048_576 ? 1 : 0)
const dayOf = (iso: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_ZONE }).format(new Date(iso))

/** 底图: what the map of the area lies on, what it lay on before, and the way another one comes in. */
export function BasePane({ onClose }: { onClose: () => void }): ReactNode {
  const query = useQuery(baseFilesQuery)
  useKeys({ back: onClose })
  return (
    <aside className="side k6-pane" aria-label={b('title')}>
      <section>
        <div className="row top">
          <h2 className="grow">{b('title')}</h2>
          <Button small kind="ghost" icon="x" label={b('close')} onPress={onClose} />
        </div>
        <p className="meta">{b('how')}</p>
        {query.data?.rows.length === 0 && <p>{b('none')}</p>}
        <FieldNote error={query.error?.message ?? null} />
        {query.data?.rows.map((file) => (
          <Row key={file.id} file={file} />
        ))}
      </section>
      <Upload />
    </aside>
  )
}

type Verb = 'enforce' | 'withdraw' | 'discard'

function Row({ file }: { file: BaseFile }): ReactNode {
  const act = useAct()
  const [looks, setLooks] = useState(false)
  const { head, state } = file
  const run = async (verb: Verb) => {
    if (await act.run(`/base-maps/${file.id}/${verb}`)) toast({ words: b(`done.${verb}`, { name: file.name }) })
  }
  return (
    <div className="scene-state">
      <p className="row">
        <b className="grow wrap-anywhere">{file.name}</b>
        <Tag kind={state === 'live' ? 'strong' : 'plain'}>{b(`state.${state}`)}</Tag>
      </p>
      <p className="meta">{b('into', { area: file.areaName })}</p>
      <p className="meta">{b('whose', { source: file.source, licence: file.licence, crs: file.crs, date: file.asOf })}</p>
      <p className="meta">{file.attribution}</p>
      {file.fault && <p className="b">{b(`fault.${file.fault}`)}</p>}
      {file.faultAt && <p className="meta wrap-anywhere">{b('at', { at: file.faultAt })}</p>}
      {head && <Head file={file} head={head} />}
      <p className="meta">
        {b('by', { name: file.byName ?? '', time: clockTime(file.at, true) })}
        {file.liveAt && ` · ${b('live', { name: file.liveByName ?? '', time: clockTime(file.liveAt, true) })}`}
      </p>
      <FieldNote error={act.error?.message ?? null} />
      <div className="row wrap">
        {head && (
          <Button small onPress={() => setLooks(!looks)}>
            {b(looks ? 'look-off' : 'look')}
          </Button>
        )}
        {(state === 'ready' || state === 'former') && (
          <Button small kind="primary" busy={act.busy} onPress={() => void run('enforce')}>
            {b(state === 'ready' ? 'enforce' : 'again')}
          </Button>
        )}
        {state === 'live' ? (
          <Button small busy={act.busy} onPress={() => void run('withdraw')}>
            {b('withdraw')}
          </Button>
        ) : (
          <Button small kind="ghost" busy={act.busy} onPress={() => void run('discard')}>
            {b('discard')}
          </Button>
        )}
      </div>
      {looks && head && (
        <Suspense fallback={<span className="sk" />}>
          <BasePreview file={file} />
        </Suspense>
      )}
    </div>
  )
}

function Head({ file, head }: { file: BaseFile; head: NonNullable<BaseFile['head']> }): ReactNode {
  const box = head.bounds.map((degrees) => degrees.toFixed(2)).join(', ')
  return (
    <>
      <p>{b('head', { kind: b(head.kind), min: head.minZoom, max: head.maxZoom, size: megabytes(file.bytes) })}</p>
      <p className="meta">{b('box', { box })}</p>
      {head.layers.length > 0 && <p className="meta wrap-anywhere">{b('layers', { names: head.layers.join(', ') })}</p>}
    </>
  )
}

/** The three-degree zones of Chongqing: EPSG code and central meridian (contract/crs.ts). */
const zones = [
  [4544, 105],
  [4545, 108],
  [4546, 111],
] as const
const crsChoices = () => [
  ...['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'].map((id) => ({ id, label: id })),
  ...zones.map(([code, degrees]) => ({ id: `EPSG:${code}`, label: b('crs-zone', { degrees, code }) })),
]
const formatOf = ({ name }: File): 'pmtiles' | 'geojson' => (/\.(geo)?json$/i.test(name) ? 'geojson' : 'pmtiles')
const blank = { name: '', source: '', licence: '', attribution: '' }

function Upload(): ReactNode {
  const { area, field } = useOwnArea()
  const [said, setSaid] = useState(blank)
  const [day, setDay] = useState<string | null>(null)
  const [crs, setCrs] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const { send, sent, busy, error } = useBaseSend()
  const full = area && day && crs && file && Object.values(said).every((text) => text.trim().length > 1)
  const go = async () => {
    if (!area || !day || !crs || !file) return
    const done = await send({ ...said, area: area.path, asOf: dayOf(day), crs, format: formatOf(file) }, file)
    if (done) setFile(null)
  }
  const text = (key: keyof typeof blank, hint?: string) => (
    <TextField
      label={b(key)}
      required
      maxLength={key === 'name' ? 60 : 120}
      value={said[key]}
      onChange={(value) => setSaid({ ...said, [key]: value })}
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <section className="base-form">
      <h3>{b('new')}</h3>
      {field}
      <div className="rfields">
        {text('name')}
        {text('source', b('source-hint'))}
        {text('licence', b('licence-hint'))}
        {text('attribution')}
        <DateField label={b('asOf')} required withTime={false} value={day} onChange={setDay} />
        <SelectField label={b('crs')} required hint={b('crs-hint')} choices={crsChoices()} value={crs} onChange={setCrs} />
      </div>
      <FileButton label={b('file')} accept=".pmtiles,.geojson,.json" onPick={setFile} />
      <FieldNote error={error} />
      {busy && file && sent !== null && (
        <>
          <progress max={file.size} value={sent} aria-label={b('sending', { n: megabytes(sent), of: megabytes(file.size) })} />
          <p role="status">{b('sending', { n: megabytes(sent), of: megabytes(file.size) })}</p>
        </>
      )}
      {!busy && error && sent !== null && <p className="meta">{b('stopped', { n: megabytes(sent) })}</p>}
      <Button kind="primary" busy={busy} off={full ? null : b('missing')} onPress={() => void go()}>
        {b('send')}
      </Button>
    </section>
  )
}
