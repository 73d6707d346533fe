import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { Keys } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { Field } from './fields.tsx'
import type { Place } from './place.ts'
import { bodyOf, type FieldSpec, firstMissing, type Values } from './specs.ts'

export type ActFormProps = {
  /** kept words of this act on this thing */
  draft: string
  path: string
  version: number | undefined
  /** sent with what is filled in */
  more?: Readonly<Record<string, string>>
  title: string
  note?: string | undefined
  verb: string
  fields: readonly FieldSpec[]
  /** where the thing is: units and events near it are offered first */
  place: Place
  /** sentences for the text field that are often right */
  ready?: readonly string[]
  onDone: () => void
  onCancel: () => void
}

const PREFIX = 'zhili.form.'

function useValues(draft: string): [Values, (key: string, value: string | boolean | null) => void, () => void] {
  const key = PREFIX + draft
  const [values, setValues] = useState<Values>(() => JSON.parse(sessionStorage.getItem(key) ?? '{}') as Values)
  const change = useCallback(
    (name: string, value: string | boolean | null) =>
      setValues((before) => {
        const next = { ...before, [name]: value }
        sessionStorage.setItem(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  const forget = useCallback(() => sessionStorage.removeItem(key), [key])
  return [values, change, forget]
}

/**
 * What an act asks, where the act is: in the page, not in a window over it. Filled-in values stay in the tab until they were sent.
 * The button says what is still missing; a refusal of the server stands beside it in words.
 */
export function ActForm(props: ActFormProps): ReactNode {
  const { draft, path, version, more = {}, title, note, verb, fields, place, ready = [], onDone, onCancel } = props
  const [values, change, forget] = useValues(draft)
  const act = useAct()
  const box = useRef<HTMLElement>(null)
  const missing = firstMissing(fields, values)
  const send = async () => {
    if (missing || act.busy) return
    const done = await act.run(path, { ...(version === undefined ? {} : { version }), ...more, ...bodyOf(fields, values) })
    if (done === null) return
    forget()
    onDone()
  }
  useKeys({ submitForm: () => void send(), back: onCancel })
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('textarea, input, [role=radiogroup] [tabindex="0"], button')?.focus()
  }, [])
  const long = fields.find((f) => f.kind === 'text')
  return (
    <section className="rform" ref={box} aria-label={title}>
      <div className="row base wrap">
        <h3>{title}</h3>
        {note && <span className="meta">{note}</span>}
      </div>
      <div className="rfields">
        {fields.map((f) => (
          <Field key={f.key} field={f} value={values[f.key] ?? null} onChange={(v) => change(f.key, v)} place={place} />
        ))}
      </div>
      {long && ready.length > 0 && (
        <div className="row wrap">
          {ready.map((sentence) => (
            <button key={sentence} type="button" className="chip" onClick={() => change(long.key, sentence)}>
              {sentence}
            </button>
          ))}
        </div>
      )}
      <FieldNote error={act.error?.message ?? null} />
      <div className="row wrap">
        <Button
          kind="primary"
          busy={act.busy}
          off={missing ? t('form.missing', { what: t(`form.${missing.label}`) }) : null}
          onPress={() => void send()}
        >
          {verb}
        </Button>
        <Button onPress={onCancel}>{t('reason.cancel')}</Button>
        <span className="grow" />
        <span aria-hidden="true">
          <Keys caps={['Ctrl', 'Enter']} />
        </span>
      </div>
    </section>
  )
}
