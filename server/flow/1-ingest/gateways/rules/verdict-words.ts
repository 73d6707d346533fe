type Words = { zh: string; en: string }

const words: Record<string, Words> = {
  taken: { zh: '已收', en: 'Taken' },
  repeated: { zh: '重复，已有', en: 'Repeated' },
  heard: { zh: '已收到，无读数', en: 'Heard, nothing to keep' },
  waiting: { zh: '分包，等其余部分', en: 'A part, waiting for the rest' },
  'position-untagged': { zh: '已收，坐标系未登记', en: 'Taken, no system for its position' },
  'position-impossible': { zh: '已收，坐标不可能', en: 'Taken, impossible position' },
  'unknown-sender': { zh: '号码未登记', en: 'Unknown sender' },
  'other-terminal': { zh: '号码已由另一台终端注册', en: 'Number registered by another terminal' },
  'not-signed-in': { zh: '未鉴权', en: 'Not signed in' },
  'wrong-code': { zh: '鉴权码或密码不对', en: 'Wrong code or password' },
  'no-value': { zh: '没有认识的读数', en: 'No known reading' },
  suspicion: { zh: '已收，转为线索', en: 'Taken, before a person' },
  ignored: { zh: '已收，按标签表不处理', en: 'Taken, to be ignored by the table' },
  unsure: { zh: '已收，可信度不够', en: 'Taken, not confident enough' },
  unknown: { zh: '已收，标签未登记', en: 'Taken, its label is in no table' },
  held: { zh: '已收，一小时内太多，未转线索', en: 'Taken, too many an hour to come before a person' },
  persons: { zh: '人脸、人员信息，不收', en: 'Faces and persons, not taken' },
  'not-offered': { zh: '本平台没有这项服务', en: 'Nothing this platform offers' },
  'bad-start': { zh: '帧之间有乱码', en: 'Rubbish between frames' },
  'bad-end': { zh: '帧尾不对', en: 'Wrong end' },
  'bad-escape': { zh: '转义不对', en: 'Wrong escape' },
  'bad-header': { zh: '帧头不对', en: 'Wrong header' },
  'bad-length': { zh: '长度不符', en: 'Wrong length' },
  'bad-checksum': { zh: '校验码不符', en: 'Wrong checksum' },
  'too-short': { zh: '太短', en: 'Too short' },
  'too-long': { zh: '太长', en: 'Too long' },
  'missing-field': { zh: '缺少字段', en: 'Field missing' },
  'ended-too-many': { zh: '连接数已满，断开', en: 'Ended: too many connections' },
  'ended-too-many-of-address': { zh: '同一地址连接太多，断开', en: 'Ended: too many of one address' },
  'ended-idle': { zh: '长时间无数据，断开', en: 'Ended: idle' },
  'ended-no-frame': { zh: '连上后无有效报文，断开', en: 'Ended: no frame' },
  'ended-rubbish': { zh: '乱码太多，断开', en: 'Ended: rubbish' },
  'ended-slow-reader': { zh: '不读应答，断开', en: 'Ended: replies not read' },
  'ended-flood': { zh: '同一地址发得太快，丢弃', en: 'Dropped: too fast from one address' },
  'ended-failed': { zh: '平台处理出错，断开', en: 'Ended: a fault of the platform' },
  'bad-text': { zh: '字符不对', en: 'Wrong character' },
  'bad-value': { zh: '取值不对', en: 'Wrong value' },
  'part-missing': { zh: '分包没有到齐', en: 'Parts are missing' },
  'dropped-full': { zh: '内存已满，丢弃', en: 'Dropped: memory was full' },
  'plot.too-old': { zh: '早于保存期限', en: 'Older than what is kept' },
  'plot.malformed': { zh: '格式有误', en: 'Malformed' },
  'plot.future': { zh: '时间太快', en: 'Time ahead' },
  'plot.untagged': { zh: '没有声明坐标系', en: 'No coordinate system' },
  'plot.impossible': { zh: '坐标不可能', en: 'Impossible position' },
  'plot.beyond-portion': { zh: '超出当日限额，未收', en: 'Beyond the portion of the day, not taken' },
  person: { zh: '人员点迹，不保存', en: 'Plots of persons, not kept' },
  'reading.future': { zh: '设备时间太快', en: 'Device time ahead' },
  'reading.too-old': { zh: '早于保存期限', en: 'Older than what is kept' },
}

/** Before the verdict of a frame that was read despite its fault. */
const lenient = 'lenient-'
export const isLenient = (verdict: string): boolean => verdict.startsWith(lenient)
const plainly = (verdict: string): string => (isLenient(verdict) ? verdict.slice(lenient.length) : verdict)
/** The verdict of a frame that was read despite its fault: what was refused all the same was not taken leniently. */
export const leniently = (verdict: string): string => (isRefused(verdict) ? verdict : `${lenient}${verdict}`)

/** What became of a frame, in words; an error without words of its own says its code. */
export function sayVerdict(verdict: string): Words {
  const own = words[plainly(verdict)] ?? { zh: `拒收（${verdict}）`, en: `Refused (${verdict})` }
  return isLenient(verdict) ? { zh: `${own.zh}（校验从宽）`, en: `${own.en} (lenient)` } : own
}

const good = ['taken', 'repeated', 'heard', 'waiting', 'person', 'suspicion', 'ignored', 'unsure', 'unknown', 'held']
/** Was the frame refused? Taken without its position it was not; a connection that was ended is no frame. */
export function isRefused(verdict: string): boolean {
  const own = plainly(verdict)
  return !good.includes(own) && !own.startsWith('position-') && !isEnd(own)
}
export const isEnd = (verdict: string): boolean => verdict.startsWith('ended-')
