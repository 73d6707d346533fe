import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { t } from './t.ts'

type Props = {
  label: string
  /** as an `accept` attribute: `.csv,.xlsx` */
  accept: string
  onPick: (file: File) => void
}

/** A file of this computer to be picked, in our words: a browser's own button speaks the language of the browser. */
export function FileButton({ label, accept, onPick }: Props): ReactNode {
  const [name, setName] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  return (
    <div className="col">
      <label className="meta" htmlFor={id}>
        {label}
      </label>
      <div className="row">
        <input
          ref={input}
          id={id}
          className="vh"
          type="file"
          tabIndex={-1}
          accept={accept}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            // The same file, edited, can be picked again.
            event.target.value = ''
            if (!file) return
            setName(file.name)
            onPick(file)
          }}
        />
        <Button small onPress={() => input.current?.click()}>
          {t('file.pick')}
        </Button>
        <span className="meta el">{name ?? t('file.none')}</span>
      </div>
    </div>
  )
}
