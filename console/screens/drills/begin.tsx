import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { PlanRehearsal } from '../../../contract/plan-preview.ts'
import type { ObjectEntry } from '../../../contract/register.ts'
import type { Grade } from '../../../contract/scales.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { DrillStrip } from '../../../ui/case-title.tsx'
import { serverNow } from '../../../ui/clock.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Loading } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { comma } from '../../../ui/t.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { codeOf } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { grades } from '../../parts/grades.ts'
import { type FoundPlace, PlaceSearch } from '../../parts/place-search.tsx'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'
import { plansQuery, rehearsalQuery, typePlanQuery } from '../plans/plans-queries.ts'
import { d } from './d.ts'

/** Minutes of the plan that are shown before it begins: who is called at once, and the first rungs. */
const shownMinutes = 15

type Props = { type: string | null; object: string | null; onClose: () => void }

/** The object the drill was begun at, from the map or the register. */
function usePlaceOf(object: string | null, onFound: (place: FoundPlace) => void): void {
  const query = useQuery({
    queryKey: ['objects', 'one', object],
    queryFn: ({ signal }) => get<ObjectEntry>(`/objects/${encodeURIComponent(object ?? '')}`, undefined, signal),
    enabled: object !== null,
  })
  const { data } = query
  useEffect(() => {
    if (data) onFound({ name: data.name, area: codeOf(data.area), lon: data.lon, lat: data.lat, object: data.id })
  }, [data, onFound])
}

/** Begins a drill: what, how grave, where, what is played; with whom the plan would call this very minute. */
export function BeginDrill({ type: first, object, onClose }: Props): ReactNode {
  const navigate = useNavigate()
  const act = useAct()
  const [type, setType] = useState<string | null>(first)
  const [grade, setGrade] = useState<Grade | null>(null)
  const [place, setPlace] = useState<FoundPlace | null>(null)
  const [words, setWords, forget] = useDraft('drill-words')
  const [at] = useState(() => new Date(serverNow()).toISOString())
  usePlaceOf(object, setPlace)
  const plans = useQuery(plansQuery())
  const plan = useQuery({ ...typePlanQuery(type ?? ''), enabled: type !== null })
  const allowed = grades.filter((one) => plan.data && (plan.data.grade === one || Object.values(plan.data.gradeOf).includes(one)))
  const chosen = grade && allowed.includes(grade) ? grade : (plan.data?.gradeOf.red ?? plan.data?.grade ?? null)
  const missing = [!type && d('type'), !place && d('place'), words.trim() === '' && d('words')].filter(Boolean)
  const off = missing.length > 0 ? d('missing', { what: missing.join(comma()) }) : null
  const where = place && { area: place.area, ...(place.object ? { object: place.object } : {}) }
  const asked = type && chosen && where ? { ...where, grade: chosen, at, minutes: shownMinutes } : null
  const send = async () => {
    if (off || !where) return
    const done = await act.run<{ event: string; no: string }>('/exercises', {
      type,
      grade: chosen,
      ...where,
      words: words.trim(),
    })
    if (!done) return
    forget()
    toast({ words: d('begun', { no: done.no }) })
    void navigate({ to: '/events/$id', params: { id: done.event } })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      shape="wide"
      title={d('begin')}
      footer={
        <>
          <Button kind="primary" busy={act.busy} off={off} onPress={() => void send()}>
            {d('send')}
          </Button>
          <Button onPress={onClose}>{d('cancel')}</Button>
          {off && <span className="meta">{off}</span>}
          <FieldNote error={act.error?.message ?? null} />
        </>
      }
    >
      <DrillStrip title="【演练】" note={d('begin.note')} />
      <div className="drill-two">
        <SelectField
          label={d('type')}
          required
          value={type}
          choices={(plans.data?.rows ?? []).map((row) => ({ id: row.type, label: say(row.name) }))}
          onChange={(id) => {
            setType(id)
            setGrade(null)
          }}
        />
        <SelectField
          label={d('grade')}
          value={chosen}
          choices={allowed.map((one) => ({ id: one, label: gradeWords(one) }))}
          onChange={(id) => setGrade(grades.find((one) => one === id) ?? null)}
        />
      </div>
      <PlaceSearch place={place} onPlace={setPlace} />
      <TextField
        label={d('words')}
        required
        lines={2}
        maxLength={500}
        value={words}
        onChange={setWords}
        placeholder={d('words-like')}
      />
      <Who key={type} type={type ?? ''} asked={asked} />
    </Dialog>
  )
}

/** Whom the plan would call if it began now, by the very code that dispatches; nobody is told. */
function Who({ type, asked }: { type: string; asked: Parameters<typeof rehearsalQuery>[1] }): ReactNode {
  const { data, error } = useQuery(rehearsalQuery(type, asked))
  return (
    <section className="drill-who" aria-label={d('who')}>
      <h3>{d('who')}</h3>
      {!asked ? (
        <p className="meta">{d('who-none')}</p>
      ) : data ? (
        <Called played={data} />
      ) : error ? (
        <FieldNote error={error.message} />
      ) : (
        <Loading />
      )}
    </section>
  )
}

function Called({ played }: { played: PlanRehearsal }): ReactNode {
  const first = (lane: PlanRehearsal['lanes'][number]): number => lane.gap ?? lane.marks[0]?.s ?? 0
  return (
    <>
      <p className="meta">
        {d('who-first', {
          n: shownMinutes,
          people: played.lanes.filter(({ gap }) => gap === null).length,
          gaps: played.lanes.filter(({ gap }) => gap !== null).length,
        })}
      </p>
      <ul>
        {played.lanes.map((lane) => (
          <li key={lane.post}>
            <span className="t2 nw">{d('at', { n: Math.round(first(lane) / 6) / 10 })}</span>
            <span className="t2 nw">{t(`plans.role.${lane.role}`)}</span>
            <span className="grow">
              {lane.unitName} {lane.postName}
            </span>
            {lane.gap === null ? <span>{lane.personName}</span> : <b className="gap-words">{d('gap')}</b>}
          </li>
        ))}
      </ul>
    </>
  )
}
