// The messages of ITU-R M.1371-5 that say where a ship, aircraft, station or aid to navigation is, and what it is.
import { degrees, flag, int, intOr, metres, parts, spare, tenths, text, turn, within } from './fields.ts'

/** Knots; 102.2 is "102.2 or more". */
const speed = tenths(10, 1022, 1023)
/** Degrees over ground from true north. */
const course = tenths(12, 3599, 3600)
/** Degrees true, where the bow points. */
const heading = within(9, [0, 359], 511)
const lon = degrees(28, 600_000, 180)
const lat = degrees(27, 600_000, 90)
/** UTC second of the fix; null when there is none, the position is put in by hand, reckoned, or the receiver is out of order. */
const second = intOr(6, 60)
/** How the position is found: 1 GPS, 2 GLONASS, 3 both, 4 Loran-C, 5 Chayka, 6 integrated, 7 surveyed, 8 Galileo, 15 internal. */
const epfd = intOr(4, 0)
const shiptype = intOr(8, 0)
/** Metres from the antenna to bow, stern, port and starboard; all null when all four say 0. */
const antenna = { toBow: metres(9), toStern: metres(9), toPort: metres(6), toStarboard: metres(6) }

/** 1, 2, 3: position of a class A ship. `status` 0 under way using engine, 1 at anchor … 15 not defined (null). */
export const position = {
  status: intOr(4, 15),
  turn,
  speed,
  accuracy: flag,
  lon,
  lat,
  course,
  heading,
  second,
  maneuver: int(2),
  _spare: spare(3),
  raim: flag,
  radio: int(19),
}

/** 4, 11: base station, or the answer with the time of a mobile one. */
export const station = {
  year: intOr(14, 0),
  month: within(4, [1, 12], 0),
  day: within(5, [1, 31], 0),
  hour: within(5, [0, 23], 24),
  minute: within(6, [0, 59], 60),
  second: within(6, [0, 59], 60),
  accuracy: flag,
  lon,
  lat,
  epfd,
  _spare: spare(10),
  raim: flag,
  radio: int(19),
}

/** 5: what a class A ship is and where it goes. `draught` in metres, 25.5 is "25.5 or more". */
export const voyage = {
  aisVersion: int(2),
  imo: intOr(30, 0),
  callsign: text(7),
  shipname: text(20),
  shiptype,
  ...antenna,
  epfd,
  etaMonth: within(4, [1, 12], 0),
  etaDay: within(5, [1, 31], 0),
  etaHour: within(5, [0, 23], 24),
  etaMinute: within(6, [0, 59], 60),
  draught: parts(8, 10),
  destination: text(20),
  dte: int(1),
}

/** 9: search and rescue aircraft. `alt` in metres, 4094 is "4094 or more"; `speed` in whole knots, 1022 "or more". */
export const aircraft = {
  alt: intOr(12, 4095),
  speed: intOr(10, 1023),
  accuracy: flag,
  lon,
  lat,
  course,
  second,
  regional: int(8),
  dte: int(1),
  _spare: spare(3),
  assigned: flag,
  raim: flag,
  radio: int(20),
}

/** 18: position of a class B ship. */
export const classB = {
  reserved: int(8),
  speed,
  accuracy: flag,
  lon,
  lat,
  course,
  heading,
  second,
  regional: int(2),
  cs: flag,
  display: flag,
  dsc: flag,
  band: flag,
  msg22: flag,
  assigned: flag,
  raim: flag,
  radio: int(20),
}

/** 19: position and description of a class B ship. */
export const classBExtended = {
  reserved: int(8),
  speed,
  accuracy: flag,
  lon,
  lat,
  course,
  heading,
  second,
  regional: int(4),
  shipname: text(20),
  shiptype,
  ...antenna,
  epfd,
  raim: flag,
  dte: int(1),
  assigned: flag,
  _spare: spare(4),
}

/** 21: aid to navigation. `offPosition` says something only while `second` does. */
export const aid = {
  aidType: intOr(5, 0),
  name: text(20),
  accuracy: flag,
  lon,
  lat,
  ...antenna,
  epfd,
  second,
  offPosition: flag,
  regional: int(8),
  raim: flag,
  virtualAid: flag,
  assigned: flag,
  _spare: spare(1),
}

/** 24 A: the name of a class B ship. */
export const staticA = { shipname: text(20) }

/** 24 B: what a class B ship is; the unit's maker, model and serial number. */
const unit = { vendor: text(3), model: int(4), serial: int(20) }
export const staticB = { shiptype, ...unit, callsign: text(7), ...antenna, epfd, _spare: spare(2) }

/** 24 B of a craft that belongs to a ship (MMSI 98…): instead of its size it names that ship. */
export const staticBOfCraft = { shiptype, ...unit, callsign: text(7), mothership: int(30), _spare: spare(6) }

/** 8, DAC 200 FID 10: an inland ship. `length`, `beam`, `draught` in metres, `shiptype` is the ERI code, `loaded` 1 unloaded 2 loaded. */
export const inland = {
  vin: text(8),
  length: parts(13, 10),
  beam: parts(10, 10),
  shiptype: intOr(14, 0),
  hazard: intOr(3, 5),
  draught: parts(11, 100),
  loaded: intOr(2, 0),
  speedQuality: flag,
  courseQuality: flag,
  headingQuality: flag,
  _spare: spare(8),
}

/** 27: position for reception far away, a tenth of a minute exact. `late`: the position is older than 5 s. */
export const longRange = {
  accuracy: flag,
  raim: flag,
  status: intOr(4, 15),
  lon: degrees(18, 600, 180),
  lat: degrees(17, 600, 90),
  speed: intOr(6, 63),
  course: within(9, [0, 359], 511),
  late: flag,
  _spare: spare(1),
}
