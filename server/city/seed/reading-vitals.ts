import type { VitalDefinition } from '../../../contract/vital.ts'
import type { VitalCount } from '../../../contract/vital-count.ts'

const kind = (id: string): VitalCount['where'] => [{ field: 'device-kind', in: [id] }]
const measured = { of: 'readings', when: 'measured' } as const
const hourly = { tier: 'town', cadence: 'hour', dueMinutes: 15, times: 1, hysteresis: 0 } as const
const source = { zh: '由设备读数汇总', en: 'counted from readings of devices' }
const station = kind('environment-station')

/** Vitals of the demo that devices tell: counted from their readings as these come in, late ones in the period they are of. */
export const readingVitals: readonly VitalDefinition[] = [
  {
    ...{ ...hourly, source, code: 'air.pm10-hour', board: 'ecology', track: 'air', decimals: 0, direction: 'less' },
    ...{
      name: { zh: '扬尘站 PM10 小时均值', en: 'PM10 of dust stations, mean of the hour' },
      unit: { zh: 'µg/m³', en: 'µg/m³' },
    },
    ...{ aggregation: 'mean', count: { ...measured, where: station, reading: 'pm10' } },
  },
  {
    ...{ ...hourly, source, code: 'rain.hour-highest', board: 'facilities', track: 'drainage', decimals: 1 },
    ...{ name: { zh: '各站小时雨量最大值', en: 'Rain in an hour, highest of the stations' }, unit: { zh: 'mm', en: 'mm' } },
    ...{ aggregation: 'max', count: { ...measured, where: station, reading: 'rain' } },
  },
  {
    ...{
      ...hourly,
      source,
      code: 'septic.ch4-day-highest',
      board: 'facilities',
      track: 'sanitation',
      decimals: 1,
      cadence: 'day',
    },
    ...{
      name: { zh: '化粪池甲烷当日最高', en: 'Methane of septic tanks, highest of the day' },
      unit: { zh: '%LEL', en: '%LEL' },
    },
    ...{ aggregation: 'max', direction: 'less', count: { ...measured, where: kind('gas-monitor'), reading: 'ch4' } },
  },
  {
    ...{ ...hourly, source, code: 'septic.heard-hour', board: 'facilities', track: 'sanitation', decimals: 0, times: 100 },
    ...{ name: { zh: '化粪池监测设备小时上线率', en: 'Septic tanks heard of in the hour' }, unit: { zh: '%', en: '%' } },
    ...{ numerator: { zh: '报过读数', en: 'heard of' }, denominator: { zh: '在册应报', en: 'registered' }, aggregation: 'ratio' },
    ...{ direction: 'more', normal: { least: 90 } },
    count: { of: 'devices', when: 'measured', where: kind('gas-monitor'), part: [{ is: 'heard' }] },
  },
]
