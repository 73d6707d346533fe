import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VettingAnswer, VettingCard } from '../../../contract/vetting.ts'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { type Act, useAct } from '../../use-act.ts'
import { mineQuery } from './vetting-queries.ts'

type Looks = { query: ReturnType<typeof useMine>; card: VettingCard | null; act: Act; answer: (said: VettingAnswer) => void }

const useMine = () => useQuery(mineQuery)

/**
 * The one suspicion that is before this person. The next comes by itself after an answer; an answer can be taken back from its toast, and
 * then it is the one before the person again.
 */
export function useLooks(): Looks {
  const act = useAct()
  const query = useMine()
  const [done, setDone] = useState<string | null>(null)
  const found = query.data ?? null
  // The one just answered stays away while the next is fetched: a second press must not meet it.
  const card = found?.id === done ? null : found
  const answer = (said: VettingAnswer): void => {
    if (!card || act.busy) return
    setDone(card.id)
    void act.run(`/vetting/${card.id}/answer`, { answer: said }).then((answered) => {
      if (answered) toast({ words: doneWords(card, said), onUndo: () => takeBack(card.id) })
      else setDone(null)
    })
  }
  const takeBack = (id: string): void => void act.run(`/vetting/${id}/take-back`).then((back) => back && setDone(null))
  return { query, card, act, answer }
}

const doneWords = (card: VettingCard, said: VettingAnswer): string =>
  t('vetting.done', { thing: card.thing ?? '', type: say(card.typeName), answer: t(`vetting.${said}`) }).trim()
