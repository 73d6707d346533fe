import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'
import { createStore } from './store.ts'
import { t } from './t.ts'

/** A short word at the bottom. With `onUndo` it stays 8 s and counts down; the server's own limit for undoing a dispatch is the same 8 s. */
export type ToastWords = {
  words: string
  onUndo?: () => void
  action?: { label: string; onPress: () => void }
  problem?: boolean
}
type Entry = ToastWords & { id: number; until: number }

/** Time to undo (ms), as the server holds a dispatch notice. */
export const UNDO = 8_000
const PLAIN = 5_000

const entries = createStore<readonly Entry[]>([])
let nextId = 1

const drop = (id: number) => entries.set(entries.get().filter((e) => e.id !== id))

/** Shows a toast. Returns a function that takes it away. */
export function toast(words: ToastWords): () => void {
  const id = nextId++
  entries.set([...entries.get().slice(-2), { ...words, id, until: performance.now() + (words.onUndo ? UNDO : PLAIN) }])
  return () => drop(id)
}

/** Undoes the newest toast that can be undone (Ctrl/⌘ Z). False when there is none, so that text undo still works. */
export function undoLast(): boolean {
  const last = entries.get().findLast((e) => e.onUndo)
  if (!last) return false
  drop(last.id)
  last.onUndo?.()
  return true
}

function One({ entry }: { entry: Entry }): ReactNode {
  const [left, setLeft] = useState(UNDO)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => {
      const rest = entry.until - performance.now()
      setLeft(rest)
      if (rest <= 0 && (!held || entry.onUndo)) drop(entry.id)
    }, 250)
    return () => clearInterval(timer)
  }, [entry, held])
  const undo = entry.onUndo
  return (
    <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
      {entry.problem && <Icon name="alert" />}
      <span>{entry.words}</span>
      {undo && (
        <Button
          small
          onPress={() => {
            drop(entry.id)
            undo()
          }}
        >
          {t('action.undo', { n: Math.max(0, Math.ceil(left / 1000)) })}
        </Button>
      )}
      {entry.action && (
        <Button
          small
          onPress={() => {
            drop(entry.id)
            entry.action?.onPress()
          }}
        >
          {entry.action.label}
        </Button>
      )}
    </div>
  )
}

/** Where toasts appear; once per app (`Root` has it). Read out politely. */
export function Toasts(): ReactNode {
  const shown = entries.use()
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((entry) => (
        <One key={entry.id} entry={entry} />
      ))}
    </div>
  )
}
