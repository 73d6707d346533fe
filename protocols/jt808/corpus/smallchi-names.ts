import { recorderNames } from './smallchi-more-names.ts'

// How the fields of SmallChi/JT808 are called here; used by the test of its values only.

const locations = new Map([
  ['0200', 'body'],
  ['0201', 'body.location'],
  ['0500', 'body.location'],
  ['0801', 'body.location'],
])
const locationFields: [string, string][] = [
  ['AlarmFlag', 'alarmBits'],
  ['StatusFlag', 'statusBits'],
  ['GPSTime', 'time'],
  ['Lat', 'latitude'],
  ['Lng', 'longitude'],
  ['Speed', 'speedKmh'],
  ['Direction', 'direction'],
  ['Altitude', 'altitudeM'],
  ['Mileage', 'extras.mileageKm'],
  ['Oil', 'extras.fuelL'],
]

const table: [RegExp, string][] = []
const at = (pattern: string, to: string): void => void table.push([new RegExp(pattern), to])

at(':.*Header\\.MsgId$', 'id')
at(':.*Header\\.MsgNum$', 'serial')
at(':.*Header\\.TerminalPhoneNo$', 'phone')
at(':.*Header\\.ProtocolVersion$', 'protocolVersion')
at(':.*\\.Version$', 'version')
at(':.*MessageBodyProperty\\.Encrypt$', 'encryption')
at(':.*Header\\.(?:PackageIndex|PackgeCount)$', 'part')

// Active safety and JT/T 1078 additions
for (const [id, name] of [
  ['65', 'dsm'],
  ['67', 'blindSpot'],
] as const) {
  const own = (theirs: string, mine: string): void => at(`0X0200_0X${id}\\.${theirs}$`, `body.extras.${name}.${mine}`)
  own('AlarmId', 'id')
  own('FlagState', 'state')
  own('AlarmLevel', 'level')
  own('AlarmOrEventType', 'type.number')
  own('AlarmTime', 'time')
  own('Altitude', 'altitudeM')
  own('Latitude', 'latitude')
  own('Longitude', 'longitude')
  own('Speed', 'speedKmh')
  own('Fatigue', 'fatigue')
  own('VehicleState', 'vehicle')
  own('AlarmIdentification\\.AttachCount', 'alarm.attachments')
  own('AlarmIdentification\\.SN', 'alarm.serial')
  own('AlarmIdentification\\.TerminalI[dD]', 'alarm.terminalId')
  own('AlarmIdentification\\.Time', 'alarm.time')
}
at('VideoRelateAlarm$', 'body.extras.videoAlarms.bits')
at('VideoSignalLoseAlarmStatus$', 'body.extras.videoLost')
at('VideoSignalOcclusionAlarmStatus$', 'body.extras.videoBlocked')
at('StorageFaultAlarmStatus$', 'body.extras.storageFaults')
at('AbnormalDrivingBehaviorAlarmType$', 'body.extras.abnormalDriving.kinds.bits')
at('FatigueLevel$', 'body.extras.abnormalDriving.fatigue')

for (const [theirs, mine] of locationFields) {
  for (const [id, where] of locations) at(`^${id}:.*\\b${theirs}$`, `${where}.${mine}`)
  at(`^0704:.*Positions\\[(\\d)\\].*\\b${theirs}$`, `body.items.$1.${mine}`)
  at(`^0802:.*SearchItems\\[(\\d)\\]\\.Position\\.${theirs}$`, `body.items.$1.location.${mine}`)
}

/** One message: theirs → ours, under `body`. */
const message = (id: string, fields: Record<string, string>): void => {
  for (const [theirs, mine] of Object.entries(fields)) at(`^${id}:.*\\b${theirs}$`, `body.${mine}`)
}
message('0005', { OriginalMsgNum: 'firstSerial', AgainPackageCount: 'parts.length' })
message('8003', { OriginalMsgNum: 'firstSerial', AgainPackageCount: 'parts.length' })
message('0100', {
  AreaID: 'province',
  CityOrCountyId: 'county',
  MakerId: 'maker',
  PlateColor: 'plateColour',
  PlateNo: 'plate',
  TerminalId: 'terminalId',
  TerminalModel: 'model',
})
message('0102', { Code: 'code', IMEI: 'imei', SoftwareVersion: 'software', CodeLength: 'code.length' })
message('0201', { ReplyMsgNum: 'answers' })
message('0500', { 'JT808Bodies\\.MsgNum': 'answers' })
message('0702', {
  IC_Card_Status: 'state',
  IC_Card_PlugDateTime: 'time',
  IC_Card_ReadResult: 'result',
  DriverUserName: 'name',
  QualificationCode: 'licence',
  LicenseIssuing: 'issuer',
  CertificateExpiresDate: 'validUntil',
  DriverIdentityCard: 'identity',
})
for (const [theirs, mine] of recorderNames) at(`^(?:0700|8701):.*${theirs}$`, `body.${mine}`)
at('^0704:\\w+\\.Count$', 'body.items.length')
message('0705', { CanItemCount: 'items.length', FirstCanReceiveTime: 'time' })
const mediaFields = {
  MultimediaId: 'mediaId',
  MultimediaType: 'kind',
  MultimediaCodingFormat: 'format',
  EventItemCoding: 'event',
  ChannelId: 'channel',
}
message('0800', mediaFields)
message('0801', mediaFields)
message('0802', { MsgNum: 'answers', MultimediaItemCount: 'items.length' })
for (const [theirs, mine] of Object.entries(mediaFields)) at(`^0802:.*Items\\[(\\d)\\]\\.${theirs}$`, `body.items.$1.${mine}`)
message('0608', { 'value\\.QueryType': 'kind', 'value\\.Count': 'items.length', 'Ids\\[(\\d)\\]': 'items.$1' })
message('8608', { QueryType: 'kind', 'value\\.Count': 'ids.length', 'Ids\\[(\\d)\\]': 'ids.$1' })
message('8603', { 'AreaIds\\[(\\d)\\]': 'ids.$1', AreaCount: 'ids.length' })
message('8607', { 'AreaIds\\[(\\d)\\]': 'ids.$1', AreaCount: 'ids.length' })
const area = {
  AreaId: 'id',
  AreaProperty: 'attribute',
  LowRightPointLat: 'lowerRight.latitude',
  LowRightPointLng: 'lowerRight.longitude',
  UpLeftPointLat: 'upperLeft.latitude',
  UpLeftPointLng: 'upperLeft.longitude',
  CenterPointLat: 'latitude',
  CenterPointLng: 'longitude',
  Radius: 'radiusM',
  HighestSpeed: 'maxSpeedKmh',
  OverspeedDuration: 'overspeedS',
  NightMaximumSpeed: 'nightMaxSpeedKmh',
  AreaName: 'name',
}
for (const [theirs, mine] of Object.entries(area)) {
  at(`^8602:item(\\d)\\.${theirs}$`, `body.areas.$1.${mine}`)
  at(`^0608:item(\\d)\\.${theirs}$`, `body.items.0.areas.$1.${mine}`)
}
message('8602', { SettingAreaProperty: 'action', AreaCount: 'areas.length' })
message('0608', { SettingAreaProperty: 'items.0.action', AreaCount: 'items.0.areas.length' })
const outline = {
  'X860\\d\\.AreaId': 'id',
  'X860\\d\\.RouteId': 'id',
  'X860\\d\\.AreaProperty': 'attribute',
  RouteProperty: 'attribute',
  StartTime: 'from',
  EndTime: 'until',
  'PeakItems\\.Count': 'points.length',
  'PeakItems\\[(\\d)\\]\\.Lat': 'points.$1.latitude',
  'PeakItems\\[(\\d)\\]\\.Lng': 'points.$1.longitude',
  'X860\\d\\.NightMaximumSpeed': 'nightMaxSpeedKmh',
  'X860\\d\\.AreaName': 'name',
  RouteName: 'name',
  InflectionPointId: 'points.0.pointId',
  InflectionPointLat: 'points.0.latitude',
  InflectionPointLng: 'points.0.longitude',
  SectionDrivingUnderThreshold: 'points.0.shortestS',
  SectionHighestSpeed: 'points.0.maxSpeedKmh',
  SectionId: 'points.0.sectionId',
  SectionLongDrivingThreshold: 'points.0.longestS',
  SectionOverspeedDuration: 'points.0.overspeedS',
  SectionProperty: 'points.0.attribute',
  SectionWidth: 'points.0.widthM',
  'NightMaximumSpeed\\.Value': 'points.0.nightMaxSpeedKmh',
}
for (const [theirs, mine] of Object.entries(outline)) {
  at(`^8604:.*${theirs}$`, `body.${mine}`)
  at(`^0608:.*${theirs}$`, `body.items.0.${mine}`)
}
message('8105', { CommandWord: 'command' })
message('8106', { ParameterCount: 'ids.length' })
message('8202', { Interval: 'intervalS', LocationTrackingValidity: 'validS' })
message('8203', { AlarmMsgNum: 'serial', ManualConfirmAlarmType: 'alarms' })
message('8301', {
  SettingType: 'action',
  SettingCount: 'events.length',
  'EventItems\\[(\\d)\\]\\.EventId': 'events.$1.id',
  'EventItems\\[(\\d)\\]\\.EventContent': 'events.$1.text',
  'EventItems\\[(\\d)\\]\\.EventContentLength': 'events.$1.text.length',
})
message('8401', {
  SettingTelephoneBook: 'action',
  ContactCount: 'contacts.length',
  'JT808ContactProperties\\[(\\d)\\]\\.PhoneNumber': 'contacts.$1.phone',
  'JT808ContactProperties\\[(\\d)\\]\\.Contact': 'contacts.$1.name',
  'JT808ContactProperties\\[(\\d)\\]\\.TelephoneBookContactType': 'contacts.$1.use',
})
message('8801', {
  ChannelId: 'channel',
  Chroma: 'chroma',
  Contrast: 'contrast',
  Lighting: 'brightness',
  Resolution: 'resolution',
  Saturability: 'saturation',
  SaveFlag: 'keep',
  ShootingCommand: 'command',
  VideoQuality: 'quality',
  VideoTime: 'intervalS',
})
message('8804', { RecordCmd: 'command', RecordTime: 'seconds', RecordSave: 'keep', AudioSampleRate: 'rate' })
message('8805', { MultimediaDeleted: 'remove', MultimediaId: 'mediaId' })
message('8a00', { E: 'e' })
message('1005', { BeginTime: 'from', EndTime: 'until', GettingOnNumber: 'on', GettingOffNumber: 'off' })
message('1211', { FileName: 'name', FileSize: 'bytes', FileType: 'kind' })
const film = {
  BeginTime: 'from',
  EndTime: 'until',
  ChannelNo: 'channel',
  MediaType: 'media',
  StreamType: 'stream',
  ServerIp: 'address',
}
message('9201', {
  ...film,
  PlaySpeed: 'speed',
  MemoryType: 'storage',
  PlaybackWay: 'mode',
  ServerIpLength: 'address.length',
  TcpPort: 'tcpPort',
  UdpPort: 'udpPort',
})
message('9206', {
  ...film,
  AlarmFlag: 'alarms',
  FileUploadPath: 'path',
  FileUploadPathLength: 'path.length',
  MemoryPositon: 'storage',
  Password: 'password',
  PasswordLength: 'password.length',
  Port: 'port',
  ServerIpLength: 'address.length',
  TaskExcuteCondition: 'condition',
  UserName: 'user',
  UserNameLength: 'user.length',
})

// Terminal parameters, in the order of their test
const streams = {
  AudioOutputEnabled: 'audioOut',
  OSD: 'osd',
  RTS_EncodeMode: 'liveEncoding',
  RTS_KF_Interval: 'liveKeyFrames',
  RTS_Resolution: 'liveResolution',
  RTS_Target_CodeRate: 'liveKbps',
  RTS_Target_FPS: 'liveFps',
  StreamStore_EncodeMode: 'storedEncoding',
  StreamStore_KF_Interval: 'storedKeyFrames',
  StreamStore_Resolution: 'storedResolution',
  StreamStore_Target_CodeRate: 'storedKbps',
  StreamStore_Target_FPS: 'storedFps',
  LogicChannelNo: 'logical',
}
const parameter = (name: string, to: number, fields: Record<string, string>): void => {
  for (const [theirs, mine] of Object.entries(fields))
    at(`0x${name}\\.(?:\\w+\\.)?${theirs}$`, `body.parameters.${to}.value.${mine}`)
}
parameter('0075', 0, streams)
parameter('0076', 1, {
  AudioChannelTotal: 'audio',
  AVChannelTotal: 'audioVideo',
  VudioChannelTotal: 'video',
  'AVChannelRefTables\\[(\\d)\\]\\.ChannelType': 'channels.$1.type',
  'AVChannelRefTables\\[(\\d)\\]\\.IsConnectCloudPlat': 'channels.$1.cradle',
  'AVChannelRefTables\\[(\\d)\\]\\.LogicChannelNo': 'channels.$1.logical',
  'AVChannelRefTables\\[(\\d)\\]\\.PhysicalChannelNo': 'channels.$1.physical',
})
parameter('0077', 2, { NeedSetChannelTotal: 'channels.length' })
for (const [theirs, mine] of Object.entries(streams))
  at(`0x0077\\.SignalChannels\\[(\\d)\\]\\.${theirs}$`, `body.parameters.2.value.channels.$1.${mine}`)
parameter('0079', 3, { BeginMinute: 'startMinute', Duration: 'minutes', StorageThresholds: 'thresholdPercent' })
at('0x007A\\.AlarmShielding$', 'body.parameters.4.value')
parameter('007B', 5, { NuclearLoadNumber: 'persons', FatigueThreshold: 'fatigue' })
parameter('007C', 6, {
  SleepWakeMode: 'mode',
  TimerWakeDaySet: 'weekdays',
  WakeConditionType: 'conditions',
  'TimePeriod(\\d)CloseTime': 'times.sleep$1',
  'TimePeriod(\\d)WakeTime': 'times.wake$1',
  TimerWakeEnableFlag: 'times.flags',
})
at('0x0001\\)item\\)\\.ParamValue$', 'body.parameters.0.value')
at('0x0013\\)item\\)\\.ParamValue$', 'body.parameters.1.value')
parameter('0110', 0, {
  CollectTimeInterval: 'intervalMs',
  ChannelNo: 'channel',
  FrameType: 'extended',
  CollectWay: 'computed',
  BusId: 'canId',
})

export const names: readonly [RegExp, string][] = table

/** Our value in the ways theirs may be written: times without a zone, 1e-6 degree, tenths, flags as numbers. */
export function asFound(path: string, value: unknown): unknown[] {
  if (typeof value === 'string') return textForms(value)
  if (typeof value === 'boolean') return [value ? 1 : 0]
  if (value === undefined && /Packa?ge?(Index|Count)$|PackgeCount$/.test(path)) return [0]
  if (Array.isArray(value)) return [value.reduce((word: number, number: number) => word + 2 ** (number - 1), 0)]
  if (typeof value !== 'number') return []
  if (/Gps(Start|End)?(Lat|Lng)$/.test(path)) return [Math.round(value * 600_000)]
  if (/\.(FirstMileage|TotalMilage)$/.test(path)) return [String(Math.round(value * 10))]
  if (/(Lat|Lng|Latitude|Longitude)$/.test(path)) return [Math.round(value * 1e6)]
  if (/(Mileage|Oil|^jT808UploadLocationRequest\.Speed|Position.*\.Speed|0x0200\.Speed)$/.test(path))
    return [Math.round(value * 10)]
  return [value]
}

function textForms(value: string): unknown[] {
  const moment = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\+08:00$/.exec(value)
  const number = /^[0-9a-f]{4}$/.test(value) ? [Number.parseInt(value, 16)] : []
  const clock = /^\d\d:(\d\d)$/.exec(value)
  return [value, ...(clock ? [clock[1]] : []), ...(moment ? [`${moment[1]} ${moment[2]}`, moment[1]] : []), ...number]
}

/** Their enumerations, by the number the standard gives each. */
export const enumNumbers: Record<string, unknown> = {
  'JT808EncryptMethod.None': 0,
  'JT808Version.JTT2019': 2019,
  'JT808SettingProperty.append_region': 1,
  'JT808ICCardStatus.ic_card_into': 1,
  'JT808ICCardStatus.ic_card_pull_out': 2,
  'JT808ICCardReadResult.ic_card_reading_succeeded': 0,
  'JT808ICCardReadResult.read_card_failure_auth': 1,
  'JT808EventItemCoding.platform_delivery_order': 0,
  'JT808EventItemCoding.regular_action': 1,
  'JT808MultimediaCodingFormat.JPEG': 0,
  'JT808MultimediaType.image': 0,
  'JT808MultimediaType.video': 2,
  'JT808EventSettingType.delete_terminal_all_existing_events': 0,
  'JT808SettingTelephoneBook.append_phone_book': 2,
  'JT808TelephoneBookContactType.callin': 1,
  'JT808TelephoneBookContactType.call_in_out': 3,
  'JT808RecordCmd.stop': 0,
  'JT808RecordSave.realtime_upload': 0,
  'JT808MultimediaDeleted.reserve': 0,
}
for (const id of ['0003', '0100', '0102', '0200', '0500', '0704', '8103', '8104', '8105']) enumNumbers[`JT808MsgId._0x${id}`] = id

/** Why a value of theirs is not compared, or undefined. */
export function leftOut(file: string, test: string, path: string): string | undefined {
  if (/package\.(Begin|KeepFields)/.test(path)) return 'lengths and numbers that are no values here'
  if (
    /0x0200_0x(58|61)|0x0200_0x[fF]|0x0900_0xF7|Demo1[012]|Demo4/.test(file) &&
    /0x58|0x61|0xf1|0xfb|0xF7|Impl|GetCommandParameter|attachinfo|ErrorRemain/.test(path)
  )
    return 'additions and bodies of single makers: kept as hex'
  if (/Impl0x61|0x0200_0x07/.test(path)) return 'additions and bodies of single makers: kept as hex'
  if (/0x0304|0x0701/.test(file)) return 'bodies made up by that library'
  if (/GetCommandParameter/.test(path)) return 'the pieces of the parameter text of 0x8105: one text here'
  if (/AttachInfo|ParamLength|PassthroughType|ParamId$|DataLength$|BatchLocationType/.test(path))
    return 'lengths and numbers that are no values here'
  if (/AttachData\.Count$/.test(path)) return 'counts of their own list of additions'
  if (/FaceMatchValue|\.UID$/.test(path)) return 'additions and bodies of single makers: kept as hex'
  if (/Test_JT808_0X8604s_2.*NightMaximumSpeed|Test2011_2.*ProtocolVersion/.test(`${test} ${path}`))
    return 'their default for a field the message does not have'
  if (/HeaderPackage1|^jT808Package1/.test(path)) return 'a frame without the version bit its header needs: refused here'
  if (file === 'Demo11.cs' || (file === 'JT808_0x0200Test.cs' && test === 'Test8'))
    return 'frames with a wrong checksum: refused here'
  if (/Retain\d$/.test(path)) return 'lengths and numbers that are no values here'
  return undefined
}
