import { fromHex, Writer } from '../bytes.ts'
import type { Field } from '../layout.ts'
import { clock, dataTypes } from './data.ts'
import { commandNumbers } from './decode.ts'
import { sum } from './frame.ts'
import type { Data, Message } from './types.ts'

/** A message as it goes on the wire. */
export function encode(message: Message): Uint8Array {
  const data = dataBytes(message)
  const to = new Writer().u16(0x4040).uintLe(2, message.serial).u8(message.version.main).u8(message.version.user)
  clock.write(to, message.time)
  for (const address of [message.source, message.target]) to.putFixed((fromHex(address) ?? new Uint8Array()).toReversed(), 6)
  to.uintLe(2, data.length).u8(message.commandNumber).put(data)
  const plain = to.done()
  return to
    .u8(sum(plain, 2, plain.length))
    .u16(0x2323)
    .done()
}

function dataBytes({ data, rest }: Message): Uint8Array {
  const to = new Writer()
  if (data) {
    to.u8(data.number)
    if (data.type === null) to.put(fromHex(data.hex) ?? new Uint8Array())
    else writeItems(to, data)
  }
  if (rest) to.put(fromHex(rest) ?? new Uint8Array())
  return to.done()
}

function writeItems(to: Writer, data: Data): void {
  const field = dataTypes[data.type as keyof typeof dataTypes][1] as unknown as Field<unknown>
  to.u8(data.items.length)
  for (const item of data.items) field.write(to, item)
}

/** What a message is answered with: the same serial and version, addresses turned round, no data. */
const reply = (to: Message, command: 'ack' | 'reject', time: string): Uint8Array =>
  encode({
    serial: to.serial,
    version: to.version,
    time,
    source: to.target,
    target: to.source,
    command,
    commandNumber: commandNumbers[command],
  })

/** "Received": without it the device sends again. */
export const acknowledge = (to: Message, time: string): Uint8Array => reply(to, 'ack', time)

/** "Not understood". */
export const reject = (to: Message, time: string): Uint8Array => reply(to, 'reject', time)

/** A message of the centre to a device. */
export function messageTo(
  device: Pick<Message, 'version' | 'source' | 'target'>,
  { serial, time }: { serial: number; time: string },
  command: 'control' | 'request',
  data: Data,
): Message {
  return {
    serial,
    version: device.version,
    time,
    source: device.target,
    target: device.source,
    command,
    commandNumber: commandNumbers[command],
    data,
  }
}
