import type { DemoField } from '../contract/demo-field.ts'
import { wrap } from '../protocols/hj212/encode.ts'
import { createFramer } from '../protocols/hj212/frame.ts'
import type { FieldDevice } from './field.ts'
import { dustAt } from './model/dust.ts'

/** A dust station of HJ 212-2017: its momentary values at every beat; the answers need no answer. */
export function dustStation({ number, id, code }: DemoField, seed: string): FieldDevice {
  const tell = (nowMs: number): Uint8Array[] => {
    const clock = new Date(nowMs + 8 * 3_600_000).toISOString().replace(/\D/g, '')
    const { pm10, pm25, noise, temperature, humidity } = dustAt(`${seed}:${id}`, nowMs)
    const values = [
      ['a34002', pm10],
      ['a34004', pm25],
      ['LA', noise],
      ['a01001', temperature],
      ['a01002', humidity],
    ].map(([factor, value]) => `${factor}-Rtd=${value},${factor}-Flag=N`)
    const head = `QN=${clock.slice(0, 17)};ST=39;CN=2011;PW=${code};MN=${number};Flag=5`
    return [wrap(`${head};CP=&&DataTime=${clock.slice(0, 14)};${values.join(';')}&&`)]
  }
  return { framer: createFramer({ crlf: false }), greet: tell, hear: () => [], beat: tell }
}
