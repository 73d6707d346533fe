import { fromHex } from '../bytes.ts'
import { type Field, written } from '../layout.ts'
import { layoutFor, messageLayout } from './decode.ts'
import { wrap } from './frame.ts'
import { writeHeader } from './header.ts'
import type { Bodies, Header, Message } from './types.ts'

/** Largest body of one frame. */
export const largestBody = 1023

/** The frames of a message: several when its body is longer than one frame takes, with serial numbers in a row. */
export function encode(message: Message): Uint8Array[] {
  const body = bodyBytes(message)
  if (message.part || body.length <= largestBody) return [frameOf(message, body)]
  const total = Math.ceil(body.length / largestBody)
  return Array.from({ length: total }, (_, i) =>
    frameOf(
      { ...message, serial: (message.serial + i) & 0xffff, part: { total, number: i + 1 } },
      body.subarray(i * largestBody, (i + 1) * largestBody),
    ),
  )
}

function bodyBytes(message: Message): Uint8Array {
  const layout = messageLayout(message.name)
  const body =
    message.name === 'opaque' || !layout
      ? (fromHex((message.body as { hex: string }).hex) ?? new Uint8Array())
      : written(layoutFor(layout, message.bodyVersion ?? message.version) as Field<unknown>, message.body)
  const rest = message.rest ? fromHex(message.rest) : undefined
  return rest ? Uint8Array.from([...body, ...rest]) : body
}

function frameOf(header: Header, body: Uint8Array): Uint8Array {
  return wrap(writeHeader(header, body.length).put(body).done())
}

/** A message of the platform to a terminal: its version and phone are those the terminal spoke with. */
export function messageTo<N extends keyof Bodies>(
  terminal: Pick<Header, 'version' | 'protocolVersion' | 'phone'>,
  serial: number,
  name: N,
  body: Bodies[N],
): Message {
  const { version, protocolVersion, phone } = terminal
  const id = messageLayout(name)![0].toString(16).padStart(4, '0')
  return { id, version, protocolVersion, phone, serial, encryption: 0, name, body } as Message
}
