import type { SenderFault } from '../../../../../contract/sender.ts'

const words: Record<SenderFault, { zh: string; en: string }> = {
  protocol: { zh: '不认识的协议', en: 'unknown protocol' },
  number: { zh: '号码不合这个协议的格式，或属于别的辖区', en: 'no number of this protocol, or one of another area' },
  twice: { zh: '表中已有这个号码', en: 'the number stands in the sheet twice' },
  device: { zh: '没有这台设备，或不在辖区内', en: 'no such device in your areas' },
  code: { zh: '鉴权码或密码不合这个协议的格式', en: 'no code of this protocol' },
  lenient: { zh: '校验从宽只写“是”或“否”，或这个协议没有校验', en: 'neither yes nor no, or a protocol without a check sum' },
  crs: { zh: '不认识的坐标系，或这个协议没有坐标', en: 'unknown coordinate system, or a protocol without places' },
}

/** Why a row of a sheet of numbers is not taken, in the words of people. */
export const sayFault = (fault: SenderFault): { zh: string; en: string } => words[fault]
