import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Plan } from '../../../contract/pack.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import type { Grade } from '../../../contract/scales.ts'
import { ApiError } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'
import { sentenceLang } from '../rules/language.ts'
import { PlanDifferences } from './plan-differences.tsx'
import { PlanTable } from './plan-table.tsx'
import { planCheckQuery } from './plans-queries.ts'
import { Rehearsal } from './rehearsal.tsx'

type From = { no: number | null; plan: Plan; note: string; changedAt: string | null }
const checkAfterMs = 400

/** A plan written as a table: checked while one writes, with what it changes below and what it would do beside it. Kept in this tab until it is saved. */
export function PlanEditor({
  type,
  from,
  onDone,
}: {
  type: TypePlan
  from: From
  onDone: (no: number | null) => void
}): ReactNode {
  const { plan, set, undo, canUndo, forget } = usePlan(
    `plan.${type.type}.${from.no ?? `new.${type.version}`}.${from.changedAt ?? ''}`,
    from.plan,
  )
  const [grade, setGrade] = useState<Grade>(type.gradeOf.red ?? type.grade)
  const [note, setNote] = useState(from.note)
  const later = useLater(plan, checkAfterMs)
  const check = useQuery(planCheckQuery(type.type, later))
  const act = useAct()
  const malformed = check.error instanceof ApiError ? check.error.message : null
  const faults = check.data?.faults ?? []
  const off =
    malformed ?? (faults.length > 0 ? t('rules.off.faults', { n: faults.length }) : note.trim() ? null : t('rules.off.note'))
  const save = async () => {
    if (off) return
    const path = `/plans/${encodeURIComponent(type.type)}/versions`
    const body = { plan, note: note.trim() }
    const done =
      from.no === null
        ? await act.run<{ no: number }>(path, body)
        : await act.run<{ no: number }>(
            `${path}/${from.no}`,
            { ...body, changedAt: from.changedAt, basedOn: type.version },
            'PUT',
          )
    if (!done) return
    forget()
    toast({ words: t('rules.saved', { no: done.no }) })
    onDone(done.no)
  }
  const keys = (e: KeyboardEvent) => {
    if (!(e.ctrlKey || e.metaKey) || e.key !== 'Enter') return
    e.preventDefault()
    void save()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: one key saves from wherever one writes in it
    <div className="writing k8-writing" onKeyDown={keys}>
      <div className="row bottom wrap k8-save">
        <div className="grow">
          <TextField label={t('rules.note')} required value={note} onChange={setNote} />
        </div>
        <Button icon="undo" off={canUndo ? null : t('plans.nothing-to-undo')} onPress={undo}>
          {t('plans.undo')}
        </Button>
        <Button
          onPress={() => {
            forget()
            onDone(from.no)
          }}
        >
          {t('rules.leave')}
        </Button>
        <Button kind="primary" busy={act.busy} off={off} onPress={() => void save()}>
          {t('rules.save')}
        </Button>
      </div>
      <div className="k8-told">
        <FieldNote error={act.error?.message ?? malformed} />
        {faults.length > 0 && (
          <ul className="whys" aria-label={t('plans.faults')}>
            {faults.map((fault) => (
              <li key={`${fault.path} ${fault.code}`}>
                <b className="b">{placeWords(fault.path)}</b> {fault.words[sentenceLang()]}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="k8-in">
        <section className="k8-l" aria-label={t('plans.tab.steps')}>
          <PlanTable plan={plan} type={type} faults={faults} grade={grade} onChange={set} />
          <PlanDifferences differences={check.data?.differences ?? []} posts={type.posts} />
        </section>
        <Rehearsal
          type={type}
          plan={faults.length === 0 && !malformed ? { plan: later } : null}
          grade={grade}
          onGrade={setGrade}
        />
      </div>
    </div>
  )
}

/** 「牵头 2」: the table and the row of a fault. */
function placeWords(path: string): string {
  const [part = '', at] = path.split('.')
  const name = t(`plans.part.${part as 'lead'}`)
  return at !== undefined && /^\d+$/.test(at) ? `${name} ${Number(at) + 1}` : name
}

const mostUndone = 100

/** The plan as it is written, kept under a name in this tab; each change can be taken back. */
function usePlan(name: string, initial: Plan) {
  const [kept, keep, forget] = useDraft(name)
  const [plan, setPlan] = useState<Plan>(() => readKept(kept) ?? initial)
  const before = useRef<Plan[]>([])
  const [steps, setSteps] = useState(0)
  const put = (next: Plan) => {
    setPlan(next)
    keep(JSON.stringify(next))
    setSteps(before.current.length)
  }
  return {
    plan,
    forget,
    canUndo: steps > 0,
    set: (next: Plan) => {
      before.current = [...before.current.slice(-mostUndone), plan]
      put(next)
    },
    undo: () => {
      const last = before.current.pop()
      if (last) put(last)
    },
  }
}

function readKept(kept: string): Plan | null {
  if (!kept) return null
  try {
    const read = JSON.parse(kept) as Plan
    // Of a build before this one: the server says what else is wrong with it.
    return Array.isArray(read.lead) && Array.isArray(read.checklist) && Array.isArray(read.safety) ? read : null
  } catch {
    return null
  }
}

/** A value as it stood when nothing has changed for so long. */
function useLater<T>(value: T, ms: number): T {
  const key = JSON.stringify(value)
  const [later, setLater] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setLater(key), ms)
    return () => clearTimeout(timer)
  }, [key, ms])
  return JSON.parse(later) as T
}
