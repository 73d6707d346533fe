import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ObjectEntry } from '../../../contract/register.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { NONE } from '../../../ui/format.ts'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { ObjectInspections } from '../hazards/object-inspections.tsx'
import { Charges } from './charges.tsx'
import { CodePart } from './codes/code-part.tsx'
import { CoursesPart } from './courses/courses-part.tsx'
import { DevicesPart } from './devices/devices-part.tsx'
import { DocumentsPart } from './documents/documents-part.tsx'
import { HazardForm, t as hazard } from './hazard-form.tsx'
import { History } from './history.tsx'
import { Households } from './households.tsx'
import { ObjectForm } from './object-form.tsx'
import { entryQuery } from './object-queries.ts'
import { Reveal, type Revealed } from './reveal.tsx'
import { Waiting } from './second/waiting.tsx'
import { valueWords } from './value-words.ts'

/** An object whole: what is kept of it, who answers for it, its devices and open cases, and what was changed by whom. */
export function ObjectPane({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const query = useQuery(entryQuery(id))
  const entry = query.data
  return (
    <aside className="side k6-pane" aria-label={entry?.name ?? t('place.objects.title')}>
      {query.error ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : entry ? (
        <Whole key={entry.id} entry={entry} onClose={onClose} />
      ) : (
        <Loading />
      )}
    </aside>
  )
}

type Doing = 'change' | 'end' | 'reveal' | 'hazard' | null

function Whole({ entry, onClose }: { entry: ObjectEntry; onClose: () => void }): ReactNode {
  const [doing, setDoing] = useState<Doing>(null)
  const [revealed, setRevealed] = useState<Revealed | null>(null)
  const stop = () => setDoing(null)
  if (doing === 'change')
    return (
      <>
        <h2 className="vh">{entry.name}</h2>
        <ObjectForm
          kind={{ kind: entry.kind, name: entry.kindName, details: entry.defs, rated: entry.rated }}
          entry={entry}
          onDone={stop}
          onClose={stop}
        />
      </>
    )
  return (
    <>
      <Head entry={entry} onClose={onClose} />
      <Waiting id={entry.id} details={entry.defs} />
      {doing === null && <Acts entry={entry} onDo={setDoing} />}
      {doing === 'hazard' && <HazardForm entry={entry} onClose={stop} />}
      {doing === 'end' && <End entry={entry} onClose={stop} />}
      {doing === 'reveal' && <Reveal id={entry.id} onClose={stop} onRevealed={setRevealed} />}
      <Kept entry={entry} revealed={revealed} />
      {entry.to === null && <ObjectInspections id={entry.id} />}
      {entry.evacuates && entry.to === null && <Households entry={entry} />}
      <DocumentsPart id={entry.id} />
      <Charges entry={entry} revealed={revealed} />
      <CodePart entry={entry} />
      <DevicesPart object={entry.id} />
      <CoursesPart id={entry.id} />
      <Open entry={entry} />
      <History id={entry.id} details={entry.defs} />
    </>
  )
}

function Acts({ entry, onDo }: { entry: ObjectEntry; onDo: (what: Doing) => void }): ReactNode {
  const reveals = entry.mayReveal && hasPersonal(entry)
  const finds = entry.hazards.length > 0
  if (!entry.mayChange && !reveals && !finds) return null
  return (
    <section className="row wrap">
      {finds && (
        <Button small kind={entry.mayChange ? 'plain' : 'primary'} onPress={() => onDo('hazard')}>
          {hazard('register')}
        </Button>
      )}
      {entry.mayChange && (
        <>
          <Button small kind="primary" onPress={() => onDo('change')}>
            {t('objects.change')}
          </Button>
          <Button small onPress={() => onDo('end')}>
            {t('objects.end')}
          </Button>
        </>
      )}
      {reveals && (
        <Button small onPress={() => onDo('reveal')}>
          {t('objects.reveal')}
        </Button>
      )}
    </section>
  )
}

const hasPersonal = (entry: ObjectEntry): boolean =>
  entry.charges.some(({ holder }) => holder === 'outside') ||
  Object.entries(entry.defs).some(([id, detail]) => detail.kind === 'text' && detail.personal && entry.details[id] !== undefined)

function Head({ entry, onClose }: { entry: ObjectEntry; onClose: () => void }): ReactNode {
  const maps = may(useSession(), 'map.read')
  return (
    <section>
      <div className="row top">
        <h2 className="grow wrap-anywhere">{entry.name}</h2>
        <Button small kind="ghost" icon="x" label={t('objects.close')} onPress={onClose} />
      </div>
      <p className="row wrap">
        {entry.modelled ? <RiskBadge risk={entry.risk} size={18} /> : <span className="t2">{t('objects.no-model')}</span>}
        <Tag>{say(entry.kindName)}</Tag>
        {entry.to && <Tag kind="ink">{t('objects.ended')}</Tag>}
      </p>
      <p className="t2">
        <span className="code">{entry.code}</span> · {entry.areaName}
      </p>
      <p>
        <Link to="/brief/$id" params={{ id: entry.id }}>
          {t('objects.brief')}
        </Link>
      </p>
      {maps && !entry.to && (
        <p>
          <Link to="/map" search={{ pick: entry.id, show: 'objects' }}>
            {t('objects.on-map')}
          </Link>
        </p>
      )}
    </section>
  )
}

function Kept({ entry, revealed }: { entry: ObjectEntry; revealed: Revealed | null }): ReactNode {
  const owner = entry.owner ?? NONE
  const rows: [id: string, label: string, value: ReactNode][] = [
    ['address', t('objects.field.address'), entry.address ?? NONE],
    ['ownerKind', t('objects.field.ownerKind'), entry.ownerKind ? t(`objects.ownerKind.${entry.ownerKind}`) : NONE],
    ['owner', t('objects.field.owner'), owner],
    ['dutyUnit', t('objects.field.dutyUnit'), entry.dutyUnitName ?? NONE],
    ['maintainerUnit', t('objects.field.maintainerUnit'), entry.maintainerUnitName ?? NONE],
    ['place', t('objects.place'), `${entry.lon.toFixed(5)}, ${entry.lat.toFixed(5)}`],
    ['from', t('objects.from'), entry.from ? <When key="from" at={entry.from} /> : t('objects.before')],
    ...(entry.to ? [['to', t('objects.to'), <When key="to" at={entry.to} />] as [string, string, ReactNode]] : []),
  ]
  const details = Object.entries(entry.defs).map(([id, detail]): [string, string, ReactNode] => [
    `details/${id}`,
    say(detail.name),
    revealed?.details[id] ?? valueWords(detail, entry.details[id]),
  ])
  return (
    <section>
      <h3>{t('objects.kept')}</h3>
      <dl className="kv">
        {[...rows.slice(0, 5), ...details, ...rows.slice(5)].map(([id, label, value]) => (
          <div className="kv-row" key={id}>
            <dt>{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Open({ entry }: { entry: ObjectEntry }): ReactNode {
  return (
    entry.events.length > 0 && (
      <section>
        <h3>{t('objects.events')}</h3>
        <ul className="shifts">
          {entry.events.map((event) => (
            <li key={event.id} className="row">
              <GradeShape grade={event.grade as 'major'} size={16} label="" />
              <Link to="/events/$id" params={{ id: event.id }}>
                <CaseTitle title={event.title} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
    )
  )
}

function End({ entry, onClose }: { entry: ObjectEntry; onClose: () => void }): ReactNode {
  const act = useAct()
  return (
    <ReasonForm
      draft={`object-end:${entry.id}`}
      title={t('objects.end-this', { name: entry.name })}
      note={t('objects.end-note')}
      verb={t('objects.end')}
      most={300}
      act={act}
      onSend={async (reason) => {
        const done = await act.run(`/objects/${encodeURIComponent(entry.id)}/end`, { version: entry.version, reason })
        if (done) toast({ words: t('objects.ended-now', { name: entry.name }) })
        if (done) onClose()
        return done
      }}
      onCancel={onClose}
    />
  )
}
