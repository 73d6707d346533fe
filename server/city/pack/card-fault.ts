import { type CardFaultCode, cardFaultWords } from '../../../contract/card-fault.ts'
import { fillWords } from '../../../contract/fill-words.ts'
import type { Words } from '../../../contract/words.ts'

/** What is wrong with the card or ledger of a kind of objects; `path` begins with the block's name: `card.details`. */
export type CardFault = { pack: string; kind: string; path: string; words: Words }
/** A fault while it is found: the place within the block, why, and what it is about. */
export type Found = readonly [path: string, code: CardFaultCode, name: string]

export const cardFault = (pack: string, kind: string, block: 'card' | 'ledger', [path, code, name]: Found): CardFault => {
  const { zh, en } = cardFaultWords[code]
  return { pack, kind, path: `${block}.${path}`, words: { zh: fillWords(zh, { name }), en: fillWords(en, { name }) } }
}

/** The same as a line of a log: `pack kind card.place: what`. */
export const cardLine = ({ pack, kind, path, words }: CardFault): string => `${pack} ${kind} ${path}: ${words.en}`
