import { createHmac } from 'node:crypto'

const hmac = (key: string | Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/** Signature of a webhook as Standard Webhooks has it: `v1,` and the HMAC of id, second and body. A `whsec_` secret is base64, any other is taken as it is. */
export function signWebhook(secret: string, { id, at, body }: { id: string; at: Date; body: string }): Record<string, string> {
  const second = String(Math.floor(at.getTime() / 1000))
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  return {
    'webhook-id': id,
    'webhook-timestamp': second,
    'webhook-signature': `v1,${hmac(key, `${id}.${second}.${body}`)}`,
  }
}

/** The address of a DingTalk robot with the time and the signature it asks for: HMAC of "milliseconds, line feed, secret". */
export function signDingtalk(url: string, secret: string, at: Date): string {
  const signed = new URL(url)
  const ms = String(at.getTime())
  signed.searchParams.set('timestamp', ms)
  signed.searchParams.set('sign', hmac(secret, `${ms}\n${secret}`))
  return signed.href
}
