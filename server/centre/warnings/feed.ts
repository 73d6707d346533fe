import { writeAlert } from '../../../protocols/cap/write.ts'
import { escapeXml } from '../../../protocols/xml.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { openAlert } from './store.ts'
import type { WarningRow } from './types.ts'

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`
const link = (rel: string, href: string, type: string): string => `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`

/** The Atom feed of warnings; each entry links its CAP document. `origin`: `https://host` of whoever asks. */
export function writeFeed(rows: WarningRow[], { origin, now }: { origin: string; now: Date }): string {
  const self = `${origin}/api/v1/warnings.atom`
  // A feed is as new as its newest entry: asked again it is the same, byte for byte.
  const updated = rows.reduce((newest, row) => Math.max(newest, row.received_at.getTime(), row.ended_at?.getTime() ?? 0), 0)
  const head = [
    element('id', self),
    element('title', '预警 Warnings'),
    element('updated', new Date(updated || now.getTime()).toISOString()),
    `<author>${element('name', 'Zhili 智理')}</author>`,
    link('self', self, 'application/atom+xml'),
  ]
  const entries = rows.map((row) => `<entry>${entryOf(row, origin)}</entry>`)
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${[...head, ...entries].join('\n')}\n</feed>\n`
}

function entryOf(row: WarningRow, origin: string): string {
  const colour = { red: '红色', orange: '橙色', yellow: '黄色', blue: '蓝色' }[row.colour]
  const title = row.headline ?? `${row.event}${colour}${row.kind === 'cancel' ? '预警解除' : '预警'}`
  return [
    element('id', `urn:uuid:${row.id}`),
    element('title', title),
    element('updated', row.received_at.toISOString()),
    element('published', row.sent_at.toISOString()),
    `<author>${element('name', row.publisher)}</author>`,
    element('summary', [row.area_words, row.description].filter(Boolean).join(' ')),
    link('alternate', `${origin}/api/v1/warnings/${row.id}/cap`, 'application/cap+xml'),
  ].join('')
}

/** A message as it can be handed on: written anew, valid, its sender's name and number. What breaks a rule of the standard in words is not. */
export async function capOf(db: Db, id: string): Promise<string> {
  const alert = await openAlert(db, id)
  const written = alert ? writeAlert(alert) : null
  if (!written?.ok) throw new RefusalError({ code: 'thing.not-found' })
  return written.value
}
