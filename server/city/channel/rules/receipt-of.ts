import { plainText } from '../../../kernel/plain-text.ts'

/** The receipt in what a hotline answered (`{"receipt": "…"}`), at most 80 characters; `-` when it said yes and nothing more. */
export function receiptOf(answer: string): string {
  try {
    const said: unknown = JSON.parse(answer)
    const receipt = typeof said === 'object' && said !== null && 'receipt' in said ? said.receipt : null
    if (typeof receipt === 'string' || typeof receipt === 'number')
      return [...plainText(String(receipt))].slice(0, 80).join('') || '-'
  } catch {
    // Not JSON: a yes without a receipt.
  }
  return '-'
}
