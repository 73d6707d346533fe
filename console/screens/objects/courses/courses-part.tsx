import { queryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Course, ObjectCourses } from '../../../../contract/course.ts'
import { type CourseKind, courseKinds } from '../../../../contract/course-kinds.ts'
import { get } from '../../../../ui/api.ts'
import { Button } from '../../../../ui/button.tsx'
import { number } from '../../../../ui/format.ts'
import { Failed } from '../../../../ui/screen.tsx'
import { SelectField } from '../../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../../ui/text-field.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { say } from '../../../messages.ts'
import { useAct } from '../../../use-act.ts'
import { t } from './words.ts'
import './courses.css'

const coursesQuery = (id: string) =>
  queryOptions({
    queryKey: ['objects', 'courses', id],
    queryFn: ({ signal }) => get<ObjectCourses>(`/objects/${encodeURIComponent(id)}/courses`, undefined, signal),
  })

/** 上下游: what flows to an object from where, and on to where; its keeper says what lies upstream. */
export function CoursesPart({ id }: { id: string }): ReactNode {
  const query = useQuery(coursesQuery(id))
  const [changing, setChanging] = useState(false)
  const all = query.data
  // Most objects have none and nobody to say so: nothing is shown then.
  if (all && !all.mayKeep && all.upstream.length + all.downstream.length === 0) return null
  return (
    <section>
      <div className="row">
        <h3 className="grow">{t('courses.title')}</h3>
        {all?.mayKeep && !changing && (
          <Button small onPress={() => setChanging(true)}>
            {t('courses.change')}
          </Button>
        )}
      </div>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {all && changing && <Change id={id} upstream={all.upstream} onClose={() => setChanging(false)} />}
      {all && !changing && <Ends title={t('courses.upstream')} courses={all.upstream} none={t('courses.none')} />}
      {all && all.downstream.length > 0 && <Ends title={t('courses.downstream')} courses={all.downstream} none="" />}
    </section>
  )
}

function Ends({ title, courses, none }: { title: string; courses: readonly Course[]; none: string }): ReactNode {
  if (courses.length === 0) return <p className="meta">{none}</p>
  return (
    <>
      <p className="t2">{title}</p>
      <ul className="shifts">
        {courses.map(({ object, code, name, kindName, areaName, kind, minutes }) => (
          <li key={object}>
            <b className="b wrap-anywhere">{name}</b>
            <p className="t2 wrap-anywhere">
              {[
                say(kindName),
                areaName,
                code,
                t(`course.${kind}`),
                minutes === null ? t('courses.takes-unknown') : t('courses.takes', { minutes: number(minutes) }),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

type Line = { key: number; code: string; kind: CourseKind; minutes: string }
const isMinutes = (text: string): boolean => /^\d{0,5}$/.test(text.trim())

function Change({ id, upstream, onClose }: { id: string; upstream: readonly Course[]; onClose: () => void }): ReactNode {
  const [lines, setLines] = useState<readonly Line[]>(() =>
    upstream.map(({ code, kind, minutes }, key) => ({ key, code, kind, minutes: minutes === null ? '' : String(minutes) })),
  )
  const act = useAct()
  const put = (key: number, next: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...next } : line)))
  const add = () =>
    setLines((before) => [...before, { key: (before.at(-1)?.key ?? -1) + 1, code: '', kind: 'water', minutes: '' }])
  const wrong = lines.some(({ minutes }) => !isMinutes(minutes))
  const send = async () => {
    const named = lines.filter(({ code }) => code.trim() !== '')
    const body = named.map(({ code, kind, minutes }) => ({
      ...{ code: code.trim(), kind, minutes: minutes.trim() === '' ? null : Number(minutes) },
    }))
    if (!(await act.run(`/objects/${encodeURIComponent(id)}/courses`, { upstream: body }, 'PUT'))) return
    toast({ words: t('courses.done', { n: number(body.length) }) })
    onClose()
  }
  return (
    <div className="rform">
      <p className="meta">{t('courses.how')}</p>
      {lines.map((line) => (
        <div key={line.key} className="k6-course">
          <TextField label={t('courses.code')} value={line.code} onChange={(code) => put(line.key, { code })} maxLength={80} />
          <SelectField
            label={t('courses.kind')}
            choices={courseKinds.map((kind) => ({ id: kind, label: t(`course.${kind}`) }))}
            value={line.kind}
            onChange={(kind) => put(line.key, { kind: kind as CourseKind })}
            required
          />
          <TextField
            label={t('courses.minutes')}
            value={line.minutes}
            onChange={(minutes) => put(line.key, { minutes })}
            error={isMinutes(line.minutes) ? null : t('courses.number')}
            maxLength={5}
          />
          <Button
            small
            kind="ghost"
            icon="x"
            label={t('courses.drop', { code: line.code })}
            onPress={() => setLines((before) => before.filter(({ key }) => key !== line.key))}
          />
        </div>
      ))}
      <FieldNote error={act.error?.message ?? null} />
      <div className="row wrap">
        <Button small icon="plus" onPress={add}>
          {t('courses.add')}
        </Button>
        <span className="grow" />
        <Button small onPress={onClose}>
          {t('courses.cancel')}
        </Button>
        <Button small kind="primary" busy={act.busy} off={wrong ? t('courses.number') : null} onPress={() => void send()}>
          {t('courses.save')}
        </Button>
      </div>
    </div>
  )
}
