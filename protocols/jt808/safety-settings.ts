import { type Field, nullable, record, text, u8, u16, u32 } from '../layout.ts'

// Settings of active safety (parameters F364–F367) of T/JSATL 12 and its relatives. The editions add fields in the middle: which one
// it is, the length says. FF means "leave as it is" and is null here. Speeds in km/h, `…VideoS` in seconds before and after,
// `…Gap` in 0.1 s, `obstacleDistance` and times to collision in 0.1 s, `photoDistance` in 0.1 km.

type Settings = Record<string, number | null>
/** One edition of one parameter: its length in bytes and its layout. */
type Edition = { length: number; fields: number; field: Field<unknown> }
const widths: Record<number, Field<number>> = { 1: u8, 2: u16, 4: u32 }

/** Numbers named one after another; `name:2` has two bytes. */
function numbers(names: string): Edition {
  const fields: Record<string, Field<number | null>> = {}
  let length = 0
  for (const word of names.trim().split(/\s+/)) {
    const [name = '', width = '1'] = word.split(':')
    const size = Number(width)
    fields[name] = nullable(widths[size]!, 2 ** (8 * size) - 1)
    length += size
  }
  return { length, fields: Object.keys(fields).length, field: record<Settings>(fields) as Field<unknown> }
}

const common = `speedThreshold volume photoStrategy photoIntervalS:2 photoDistance:2 photos photoGap photoResolution
  videoResolution alarms:4 events:4`
const adas = `${common} reserved1 obstacleDistance obstacleSpeed obstacleVideoS obstaclePhotos obstacleGap laneChangePeriodS
  laneChangeCount laneChangeSpeed laneChangeVideoS laneChangePhotos laneChangeGap departureSpeed departureVideoS departurePhotos
  departureGap forwardTime forwardSpeed forwardVideoS forwardPhotos forwardGap pedestrianTime pedestrianSpeed pedestrianVideoS
  pedestrianPhotos pedestrianGap closeDistance closeSpeed closeVideoS closePhotos closeGap signPhotos signGap`
const dsmHead = `${common} smokingIntervalS:2 phoneIntervalS:2 reserved1 reserved2 reserved3 fatigueSpeed fatigueVideoS
  fatiguePhotos fatigueGap phoneSpeed phoneVideoS phonePhotos phoneGap smokingSpeed smokingVideoS smokingPhotos smokingGap
  distractedSpeed`
const dsmFull = `${dsmHead} distractedVideoS distractedPhotos distractedGap abnormalSpeed abnormalVideoS abnormalPhotos abnormalGap
  driverTrigger`

const tyres = {
  tyreModel: text(12),
  unit: u16,
  normal: u16,
  imbalancePercent: u16,
  leakPercent: u16,
  low: u16,
  high: u16,
  hotC: u16,
  batteryPercent: u16,
  intervalS: u16,
  reserved: u16,
  reserved2: u32,
}

const editions: Record<number, Edition[]> = {
  62308: [
    numbers(`${adas} reserved4:4`),
    numbers(`${adas} solidLineSpeed solidLineVideoS solidLinePhotos solidLineGap aisleSpeed aisleVideoS aislePhotos aisleGap
      reserved4:4`),
  ],
  62309: [
    numbers(`${dsmHead} distractedPhotos distractedGap abnormalVideoS abnormalPhotos abnormalGap driverTrigger reserved4:2`),
    numbers(`${dsmFull} reserved4:2`),
    numbers(`${dsmFull} blockedSpeed beltSpeed beltVideoS beltPhotos beltGap sunglassesSpeed sunglassesVideoS sunglassesPhotos
      sunglassesGap handsOffSpeed handsOffVideoS handsOffPhotos handsOffGap mobileSpeed mobileVideoS mobilePhotos mobileGap
      reserved4:2`),
  ],
  62310: [{ length: 36, fields: Object.keys(tyres).length, field: record(tyres) as Field<unknown> }],
  62311: [numbers('rearTime sideTime')],
}

/** The layout of a parameter by its number and length; undefined for an edition that is not known. */
export const safetySettings = (id: number, length: number): Field<unknown> | undefined =>
  editions[id]?.find((one) => one.length === length)?.field

/** The layout a value is written with: its edition is known by how many fields it has. */
export const safetyLayout = (id: number, value: unknown): Field<unknown> | undefined =>
  editions[id]?.find((one) => one.fields === Object.keys(value as Settings).length)?.field
