import type { CloudEvent } from '../../../protocols/cloudevents/types.ts'
import { writeBinary, writeStructured } from '../../../protocols/cloudevents/write.ts'
import { type Channels, GivenUpError, type Message, type Send } from '../../kernel/outbox.ts'
import type { Spine } from '../../kernel/spine.ts'
import { handOver } from './hand-over.ts'
import { sendPush } from './push.ts'
import { fillTemplate, fillText } from './rules/fill-template.ts'
import { receiptOf } from './rules/receipt-of.ts'
import { robotPayload } from './rules/robot-text.ts'
import { saidYes } from './rules/said-yes.ts'
import { signDingtalk, signWebhook } from './rules/sign.ts'
import { keepSent, phoneOf } from './store.ts'
import type { ChannelSettings, Gateway, Hotline, PersonMessage, PortalSettings, Robot, Way, Webhook } from './types.ts'

/** The same key at every try; from the second on the receiver is told that it may have had it before. */
const marks = ({ key, tries }: Message): Record<string, string> => ({
  'idempotency-key': key,
  ...(tries > 1 ? { 'x-zhili-try': String(tries) } : {}),
})

/** What hands messages over, by channel. Ways nobody configured are not there: nothing is ever sent anywhere else. */
export function createSends(spine: Spine, settings: ChannelSettings): Channels {
  const sms = sendTo(spine, 'sms', settings.sms)
  const voice = sendTo(spine, 'voice', settings.voice)
  return {
    webhook: (message) => tellSystem(spine, settings.webhooks, message),
    robot: (message) => tellGroup(spine, settings.robots, message),
    hotline: (message) => tellHotline(spine, settings.hotlines, message),
    portal: (message) => tellPortal(spine, settings.portal, message),
    ...(sms ? { sms } : {}),
    ...(voice ? { voice } : {}),
    ...(settings.push ? { push: sendPush(spine, settings.push) } : {}),
  }
}

/** A target that was taken out of the file since: an owner must look, nobody else gets it. */
function targetOf<T extends { name: string }>(list: readonly T[], message: Message): T {
  const target = list.find((one) => one.name === message.address)
  if (!target) throw new GivenUpError(`no target ${message.address} in CHANNELS_FILE`)
  return target
}

async function tellSystem(spine: Spine, webhooks: readonly Webhook[], message: Message): Promise<void> {
  const { url, secret, mode } = targetOf(webhooks, message)
  const event = message.body as CloudEvent
  const written = mode === 'binary' ? writeBinary(event) : writeStructured(event)
  const body = Buffer.from(written.body).toString()
  const signed = signWebhook(secret, { id: message.key, at: spine.clock.now(), body })
  await handOver({ url, headers: { ...written.headers, ...marks(message), ...signed }, body })
}

/** What the hotline gives as its receipt, else that it said yes at all. */
async function tellHotline(spine: Spine, hotlines: readonly Hotline[], message: Message): Promise<string> {
  const target = hotlines.find(({ name }) => name === message.address)
  if (!target) throw new GivenUpError(`no hotline ${message.address} in CHANNELS_FILE`)
  return handSigned(spine, target, message)
}

async function tellPortal(spine: Spine, portal: PortalSettings | null, message: Message): Promise<string> {
  if (!portal) throw new GivenUpError('no portal in CHANNELS_FILE')
  return handSigned(spine, portal, message)
}

/** The body as JSON, signed; answers the receipt. */
async function handSigned(spine: Spine, { url, secret }: { url: string; secret: string }, message: Message): Promise<string> {
  const body = JSON.stringify(message.body)
  const signed = signWebhook(secret, { id: message.key, at: spine.clock.now(), body })
  const headers = { 'content-type': 'application/json', ...marks(message), ...signed }
  return receiptOf(await handOver({ url, headers, body }))
}

async function tellGroup(spine: Spine, robots: readonly Robot[], message: Message): Promise<void> {
  const { kind, url, secret } = targetOf(robots, message)
  const address = kind === 'dingtalk' && secret ? signDingtalk(url, secret, spine.clock.now()) : url
  const answer = await handOver({
    url: address,
    headers: { 'content-type': 'application/json', ...marks(message) },
    body: JSON.stringify(robotPayload(String(message.body.text))),
  })
  // A robot says no with HTTP 200: too many a minute, a wrong keyword, a signature that is too old.
  if (!saidYes({ path: 'errcode', equals: '0' }, answer)) throw new Error(`robot refused: ${answer.slice(0, 200)}`)
}

function sendTo(spine: Spine, channel: 'sms' | 'voice', way: Way): Send | null {
  if (!way) return null
  return async (message) => {
    // The number is looked up only now: it stands neither in the outbox nor in any fact.
    const phone = await phoneOf(spine, message.address)
    if (!phone) throw new GivenUpError('no phone number')
    const { key, body } = message
    const said: PersonMessage = { phone, key, text: String(body.text), code: String(body.code) }
    if (way.kind === 'fake') return keepSent(spine, { channel, ...said }, spine.clock.now())
    await callGateway(way.gateway, said, marks(message))
  }
}

async function callGateway(gateway: Gateway, said: PersonMessage, marked: Record<string, string>): Promise<void> {
  const values = { ...said, secret: gateway.secret }
  const isForm = gateway.body.as === 'form'
  const filled = fillTemplate(gateway.body.template, values)
  const given = Object.entries(gateway.headers).map(([name, text]) => [name.toLowerCase(), fillText(text, values)])
  const answer = await handOver({
    url: gateway.url,
    method: gateway.method,
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      ...marked,
      ...Object.fromEntries(given),
    },
    body: isForm ? new URLSearchParams(filled as Record<string, string>).toString() : JSON.stringify(filled),
  })
  if (!saidYes(gateway.yes, answer)) throw new Error(`gateway refused: ${answer.slice(0, 200)}`)
}
