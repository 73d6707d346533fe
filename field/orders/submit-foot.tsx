import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { FormProps } from './form.ts'
import { missingOf, type ShownOrder } from './overlay.ts'
import { wordsOf } from './words.ts'

const KEY = 'zhili.field.result.'

/** What is still asked for, once, with the way to each item; before anything is sent. */
function Missing({ order }: { order: ShownOrder }): ReactNode {
  const missing = missingOf(order)
  if (missing.length === 0) return null
  const show = (id: string) => {
    const row = document.getElementById(`item-${id}`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector('button')?.focus()
  }
  return (
    <div className="missing" role="alert">
      <p>
        <b className="b">{t('submit.missing', { n: missing.length })}</b>
      </p>
      <ul>
        {missing.map((item) => (
          <li key={item.id}>
            <button type="button" className="linkish" onClick={() => show(item.id)}>
              {wordsOf(item.name)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Hands the work in to be checked: what is missing stands above, the result is one or two sentences, kept while it is written. */
export function SubmitFoot({ order, form, onForm }: FormProps): ReactNode {
  const key = KEY + order.id
  const [result, setResult] = useState(() => localStorage.getItem(key) ?? '')
  const missing = missingOf(order).length
  if (form !== 'submit')
    return (
      <Button kind="primary" onPress={() => onForm('submit')}>
        {t('submit.do')}
      </Button>
    )
  const write = (words: string) => {
    setResult(words)
    localStorage.setItem(key, words)
  }
  const send = async () => {
    if (!(await act(order, { verb: 'submit', label: t('submit.do'), body: { result: result.trim() } }))) return
    localStorage.removeItem(key)
    onForm(null)
  }
  const off = missing > 0 ? t('submit.off', { n: missing }) : result.trim() ? null : t('form.empty')
  return (
    <>
      <Missing order={order} />
      <TextField
        label={t('submit.result')}
        hint={t('submit.hint')}
        lines={3}
        maxLength={2000}
        value={result}
        onChange={write}
        audience="internal"
      />
      <div className="acts">
        <Button onPress={() => onForm(null)}>{t('form.back')}</Button>
        <Button kind="primary" off={off} onPress={() => void send()}>
          {missing > 0 ? t('submit.off', { n: missing }) : t('submit.do')}
        </Button>
      </div>
    </>
  )
}
