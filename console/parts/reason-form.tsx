import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Keys } from '../../ui/tag.tsx'
import { FieldNote, TextField } from '../../ui/text-field.tsx'
import { t } from '../messages.ts'
import type { Act } from '../use-act.ts'
import { useDraft } from '../use-draft.ts'

export type ReasonFormProps = {
  /** what the draft is kept under: the act and the thing, so that two forms never mix */
  draft: string
  title: string
  /** what the press does and who learns of it */
  note?: string
  /** the verb on the button */
  verb: string
  label?: string
  /** who reads the words: the staff, unless said otherwise */
  audience?: 'public' | 'internal'
  /** sentences that are often right: a press writes them */
  ready?: readonly string[]
  /** fewest characters; 0 = may be left empty */
  least?: number
  /** most characters, 500 unless said otherwise */
  most?: number
  /** what is missing besides the reason */
  off?: string | null
  act: Act
  onSend: (reason: string) => Promise<unknown>
  onCancel: () => void
  children?: ReactNode
}

/**
 * A reason asked where the action is, not in a second window. What was written stays in the tab until it was sent. Ctrl/⌘ Enter sends,
 * Esc closes and keeps the words.
 */
export function ReasonForm(props: ReasonFormProps): ReactNode {
  const {
    draft,
    title,
    note,
    verb,
    label = t('reason.label'),
    ready = [],
    least = 2,
    audience = 'internal',
    most = 500,
    act,
    onSend,
    onCancel,
  } = props
  const [words, setWords, forget] = useDraft(draft)
  const box = useRef<HTMLElement>(null)
  const short = words.trim().length < least ? t('reason.short', { n: least }) : null
  const off = props.off ?? short
  const send = async () => {
    if (off || act.busy) return
    const done = await onSend(words.trim())
    if (done !== null) forget()
  }
  useKeys({ submitForm: () => void send(), back: onCancel })
  useEffect(() => {
    // The words first: what is ticked above them is often right already.
    const at = (what: string) => box.current?.querySelector<HTMLElement>(what)
    ;(at('textarea') ?? at('input, button'))?.focus()
  }, [])
  return (
    <section className="rform" ref={box} aria-label={title}>
      <div className="row base wrap">
        <h3>{title}</h3>
        {note && <span className="meta">{note}</span>}
      </div>
      {props.children}
      <TextField
        label={label}
        value={words}
        onChange={setWords}
        lines={2}
        maxLength={most}
        required={least > 0}
        audience={audience}
      />
      {ready.length > 0 && (
        <div className="row wrap">
          {ready.map((sentence) => (
            <button key={sentence} type="button" className="chip" onClick={() => setWords(sentence)}>
              {sentence}
            </button>
          ))}
        </div>
      )}
      <FieldNote error={act.error ? act.error.message : null} />
      <div className="row wrap">
        <Button kind="primary" busy={act.busy} off={off} onPress={() => void send()}>
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
