import { type ReactNode, useId, useRef, useState } from 'react'
import { complete } from '../../../contract/rule-words/complete.ts'
import type { RuleNames } from '../../../contract/rule-words/names.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { lineOf } from '../../rules/edited-rules.ts'
import { sentenceLang } from './language.ts'

export type Mark = { at: number; words: string }

/** A sentence being written: the place that cannot be read is marked in it and told below; what may come next stands ready to be pressed. */
export function SentenceField({
  label,
  value,
  onChange,
  mark,
  names,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  mark: Mark | null
  names: RuleNames
}): ReactNode {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const at = Math.min(caret ?? value.length, value.length)
  const next = caret === null ? { at, words: [] } : complete(value.slice(0, at), sentenceLang(), names)
  const goTo = (place: number) => {
    box.current?.focus()
    box.current?.setSelectionRange(place, place)
    setCaret(place)
  }
  const write = (word: string) => {
    const before = value.slice(0, next.at)
    const head = before === '' || /[\s（(]$/.test(before) ? before : `${before} `
    onChange(head + word + value.slice(at))
    requestAnimationFrame(() => goTo(head.length + word.length))
  }
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      <div className={mark ? 'sent err' : 'sent'}>
        <pre aria-hidden="true">{mark ? <Marked text={value} at={mark.at} /> : `${value}\n`}</pre>
        <textarea
          id={id}
          ref={box}
          value={value}
          spellCheck={false}
          aria-invalid={mark !== null}
          aria-describedby={mark ? `${id}-fault` : undefined}
          onChange={(e) => {
            onChange(e.target.value)
            setCaret(e.target.selectionStart)
          }}
          onSelect={(e) => setCaret(e.currentTarget.selectionStart)}
        />
      </div>
      {mark && (
        <div className="row wrap" role="status">
          <FieldNote id={`${id}-fault`} error={t('rules.place', { ...lineOf(value, mark.at), words: mark.words })} />
          <button type="button" className="linkish" onClick={() => goTo(mark.at)}>
            {t('rules.go-there')}
          </button>
        </div>
      )}
      {next.words.length > 0 && (
        <fieldset className="row wrap nexts">
          <legend className="meta">{t('rules.next')}</legend>
          {next.words.map((word) => (
            <button key={word} type="button" className="chip" onClick={() => write(word)}>
              {word}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}

/** The text with the word at a place marked; at its end, where nothing stands, a blank is. */
function Marked({ text, at }: { text: string; at: number }): ReactNode {
  const word = /^\s*[^\s，,；;。（(]+/.exec(text.slice(at))?.[0] ?? text.slice(at, at + 1)
  return (
    <>
      {text.slice(0, at)}
      <mark>{word || '  '}</mark>
      {`${text.slice(at + word.length)}\n`}
    </>
  )
}
