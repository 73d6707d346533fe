import { readViid } from '../../../../protocols/gat1400/read.ts'
import { readMansdcp } from '../../../../protocols/gb28181/read.ts'
import { readSip } from '../../../../protocols/gb28181/sip.ts'

/** A SIP message as a person may see it: who spoke and what it says, nothing of what proves a password; null where it cannot be read. */
export function showSip(raw: Uint8Array): unknown {
  const read = readSip(raw)
  if (!read.ok || read.value.kind !== 'request') return null
  const { method, uri, headers, body } = read.value
  const head = Object.fromEntries(headers.filter(([name]) => /^(from|to|cseq|expires|event|user-agent)$/i.test(name)))
  const said = body.length > 0 ? readMansdcp(body) : null
  return { method, uri, ...head, body: said?.ok ? said.value : null }
}

/** Of a document of GA/T 1400 only what it is and how many: plates and people stand in it. */
export function showViid(raw: Uint8Array): unknown {
  const read = readViid(raw)
  if (!read.ok) return null
  return 'items' in read.value ? { kind: read.value.kind, count: read.value.items.length } : { kind: read.value.kind }
}
