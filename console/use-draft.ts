import { useCallback, useState } from 'react'

const PREFIX = 'zhili.draft.'

/** Words being written, kept in this tab until they are sent: neither Esc nor a session that ran out loses them. */
export function useDraft(name: string): readonly [string, (words: string) => void, () => void] {
  const key = PREFIX + name
  const [words, setWords] = useState(() => sessionStorage.getItem(key) ?? '')
  const write = useCallback(
    (next: string) => {
      setWords(next)
      if (next) sessionStorage.setItem(key, next)
      else sessionStorage.removeItem(key)
    },
    [key],
  )
  const forget = useCallback(() => write(''), [write])
  return [words, write, forget]
}
