import { fillWords } from './fill-words.ts'

export type Details = Readonly<Record<string, string | number>>
export type Words = { zh: string; en: string }
const say = (zh: string, en: string): Words => ({ zh, en })

/**
 * Why input is not taken: code → words of both languages. The code and its parameters are made where the refusal is made; what a
 * sender wrote stands in quotation marks, so that a sentence holds no word of another language but that.
 */
export const reasons = {
  unfit: say('不合要求', 'does not fit'),
  'json.broken': say('不是合法的 JSON', 'is no valid JSON'),
  'json.empty': say('没有内容', 'is empty'),
  'json.forbidden-name': say('含有禁用的名称“{name}”', 'holds the forbidden name “{name}”'),
  'json.deep': say('嵌套超过 {max} 层', 'is nested deeper than {max}'),
  'body.length': say('长度与申报的不符', 'has another length than announced'),
  'body.too-long': say('有 {n} 字节，最多 {max}', 'has {n} {n|byte|bytes}, at most {max}'),
  'shape.array': say('是列表，这种内容类型只收一条', 'is an array; this content type takes a single one'),
  'shape.no-array': say('不是列表，这种内容类型只收列表', 'is no array; this content type takes an array only'),
  'calendar.notice': say(
    '不是放假安排：缺年份、放假日或日期不对',
    'is no notice of holidays: a year, its days off, or a date is missing or wrong',
  ),
  'inspection.item': say('“{name}”还没有检查结果', 'says nothing of “{nameEn}”'),
  'inspection.photo': say('“{name}”还缺照片', 'lacks a photo of “{nameEn}”'),
  'sheet.unreadable': say('读不出表格', 'holds no sheet that can be read'),
  'sheet.no-headings': say(
    '找不到表头：须有小类代码、立案条件、处置时限',
    'has no line of headings with the code of the class, its condition and its limit',
  ),
  'sheet.no-sender-headings': say('找不到表头：须有协议、号码、设备', 'has no line of headings with protocol, number and device'),
  'sheet.no-rows': say('“{sheet}”表头下面没有内容', 'has nothing below the headings of “{sheet}”'),
  'sheet.no-code': say('“{sheet}”第 {row} 行没有代码：“{text}”', 'has no code in line {row} of “{sheet}”: “{text}”'),
  'sheet.bad-code': say('“{sheet}”第 {row} 行的代码不对：“{text}”', 'has a wrong code in line {row} of “{sheet}”: “{text}”'),
  'sheet.duplicate': say(
    '“{sheet}”第 {row} 行的小类重复：“{text}”',
    'has a class twice, again in line {row} of “{sheet}”: “{text}”',
  ),
  'sheet.no-name': say(
    '“{sheet}”第 {row} 行的小类没有名称：“{text}”',
    'has a class without a name in line {row} of “{sheet}”: “{text}”',
  ),
  'sheet.no-condition': say(
    '“{sheet}”第 {row} 行没有立案条件：“{text}”',
    'has no condition in line {row} of “{sheet}”: “{text}”',
  ),
  'catalogue.condition': say('事件目录里没有这个立案条件：“{name}”', 'is no condition of the event catalogue: “{name}”'),
  'catalogue.no-number': say(
    '事件目录里没有这个大类，或本地编号已用完',
    'is no class of the event catalogue, or has no number left',
  ),
  'sheet.no-sheet': say('没有名为“{name}”的工作表', 'has no sheet named “{name}”'),
  'column.missing': say('没有名为“{name}”的列', 'has no column named “{name}”'),
  'column.twice': say('有两列都叫“{name}”', 'has two columns named “{name}”'),
  'columns.too-many': say('超过 {max} 列', 'has more than {max} columns'),
  'rows.too-many': say('超过 {max} 行', 'has more than {max} rows'),
  'rows.cut': say('读了 {max} 次都在同一处中断，不再读', 'was cut off {max} times at one place and is not read any more'),
  'rows.none': say('表头下面没有内容', 'has nothing below its headings'),
  'row.time': say('读不出时间：“{text}”', 'is no time that can be read: “{text}”'),
  'row.number': say('不是数：“{text}”', 'is no number: “{text}”'),
  'row.unit': say('单位是“{text}”，应为“{unit}”', 'has the unit “{text}”, must be “{unit}”'),
  'row.name': say('对照里没有“{text}”', 'is not in the mapping: “{text}”'),
  'metric.unnamed': say(
    '名称还不知道，等节点重报上线（别名 {alias}）',
    'has no name yet, its node has to be born anew (alias {alias})',
  ),
  'nodes.too-many': say('一个接入至多跟踪 {max} 个节点', 'is one node more than the {max} a feed may have'),
  'names.too-many': say('名称太多或太长，上线报文不收', 'holds too many names, or too long ones: the birth is not taken'),
  'row.nothing': say('没有一项数值', 'holds no value'),
  'row.position': say('不是可用的坐标', 'is no position that can be used'),
  'count.events': say('有 {n} 条，须为 1 至 {max} 条', 'holds {n} {n|event|events}, must be 1 to {max}'),
  'count.readings': say('有 {n} 条读数，须为 1 至 {max} 条', 'holds {n} {n|reading|readings}, must be 1 to {max}'),
  'count.values': say('须有 {min} 至 {max} 项数值', 'must hold {min} to {max} {max|value|values}'),
  'encoding.percent': say('百分号编码有误', 'is wrongly percent-encoded'),
  'topic.unknown': say('不是收读数或回执的主题：“{name}”', 'is no topic of readings or receipts: “{name}”'),
  'type.unknown': say('不认识的类型“{name}”', 'is an unknown type: “{name}”'),
  'name.unknown': say('不认识“{name}”', 'is unknown: “{name}”'),
  'name.several': say('有不止一个“{name}”，请写编号', 'is called so more than once: “{name}”; write its id'),
  'name.taken': say('已被占用', 'is taken'),
  'value.missing': say('缺少', 'is missing'),
  'value.unstorable': say('含有无法保存的字符或数值', 'holds characters or numbers that cannot be stored'),
  'value.one-of': say('只能是：{list}', 'must be one of: {list}'),
  'keys.surplus': say('有多余的内容：“{list}”', 'holds something unknown: “{list}”'),
  'number.not-finite': say('不是有限的数', 'is no finite number'),
  'number.multiple': say('须是 {n} 的倍数', 'must be a multiple of {n}'),
  'must.string': say('应为文字', 'must be a text'),
  'must.number': say('应为数字', 'must be a number'),
  'must.int': say('应为整数', 'must be a whole number'),
  'must.boolean': say('应为是或否', 'must be true or false'),
  'must.array': say('应为列表', 'must be an array'),
  'must.object': say('应为一组内容', 'must be an object'),
  'must.other': say('应为别的类型', 'must be of another type'),
  'format.uuid': say('应为编号', 'must be a UUID'),
  'format.datetime': say('应为带时区的时间', 'must be a time with its offset'),
  'format.date': say('应为日期', 'must be a date'),
  'format.hour': say('应为时刻，如 20:00', 'must be a time of day such as 20:00'),
  'format.route': say('应为途经点：经度,纬度，用空格分开', 'must be places on the way: longitude,latitude with blanks between'),
  'value.before': say('不能早于“{name}”', 'must not be before “{name}”'),
  'format.email': say('应为邮箱', 'must be an e-mail address'),
  'format.url': say('应为网址', 'must be an address of the web'),
  'format.other': say('应为规定的格式', 'must have the format laid down'),
  'most.number': say('须不超过 {max}', 'must be at most {max}'),
  'most.string': say('须不超过 {max} 个字', 'must have at most {max} {max|character|characters}'),
  'most.array': say('须不超过 {max} 项', 'must have at most {max} {max|item|items}'),
  'least.number': say('须不少于 {min}', 'must be at least {min}'),
  'least.string': say('须不少于 {min} 个字', 'must have at least {min} {min|character|characters}'),
  'least.array': say('须不少于 {min} 项', 'must have at least {min} {min|item|items}'),
  'less.number': say('须小于 {max}', 'must be less than {max}'),
  'more.number': say('须大于 {min}', 'must be more than {min}'),
  'time.past': say('已经过去', 'is in the past'),
  'time.not-after': say('须晚于现在的期限（{at}）', 'must be after the present limit ({at})'),
  'time.span': say('须早于结束时间，最多 {max} 天', 'must be before the end, at most {max} {max|day|days}'),
  'box.numbers': say('须为西、南、东、北四个数', 'must be four numbers: west, south, east, north'),
  'box.order': say('西须小于东，南须小于北', 'must have west less than east and south less than north'),
  'tile.none': say('没有这样的瓦片（0–{max} 级）', 'is no tile of the map (zoom 0–{max})'),
  'time.kept': say('须在最近 {max} 天内', 'must be within the last {max} {max|day|days}'),
  'scene.collection': say('不是 GeoJSON 要素集合（FeatureCollection）', 'is no FeatureCollection of GeoJSON'),
  'scene.crs': say('没有这个坐标系：“{name}”', 'names a coordinate system that is not known: “{name}”'),
  'scene.crs-differs': say('文件说是 {name}，选的是 {text}', 'says {name} of itself, and {text} was chosen'),
  'scene.no-crs': say('表格没有写明坐标系，请选择', 'does not say its coordinate system; choose it'),
  'scene.no-columns': say('找不到经度和纬度两列', 'has no columns of longitude and latitude'),
  'scene.area': say('不是您负责的辖区：“{name}”', 'is no area of yours: “{name}”'),
  'scene.no-kind': say('没有写明类别', 'says no kind'),
  'scene.kind': say('没有这个类别：“{name}”', 'is no kind there is: “{name}”'),
  'scene.shape': say('这一类不能画成“{name}”', 'cannot be drawn as “{name}”'),
  'scene.coordinates': say('坐标不对：“{name}”', 'has coordinates that cannot be: “{name}”'),
  'scene.vertices': say('折点太多：{name} 个', 'has too many corners: {name}'),
  'scene.all-vertices': say('全部折点超过 {max} 个', 'has more than {max} corners in all'),
  'scene.short': say('折点太少：{name} 个', 'has too few corners: {name}'),
  'scene.outside': say(
    '不在这个辖区内：{lon}, {lat}（坐标系对吗？）',
    'lies outside the area: {lon}, {lat} (is the coordinate system right?)',
  ),
  'scene.number': say('“{name}”须是 0 到 {max} 的数：“{text}”', '“{name}” must be a number from 0 to {max}: “{text}”'),
  'cursor.foreign': say('不是本平台给出的', 'was not given by this platform'),
  'file.empty-piece': say('分片是空的', 'is an empty piece'),
  'file.not-yours': say('不是您上传的照片：“{name}”', 'is no upload of yours: “{name}”'),
  'report.type': say('不是可以上报的类型：“{name}”', 'is no type that can be reported: “{name}”'),
  'text.short': say('太短', 'is too short'),
  'text.phone': say(
    '里有电话号码：人人可见，请写到“负责人电话”一栏',
    'holds a phone number everybody would see: write it into the field of the phone',
  ),
  'supply.round': say('“{name}”是它的上游，不能又挂在它下面', 'feeds it: “{name}” cannot hang below it too'),
  'evidence.nothing': say('须有说明、照片或数值', 'must hold a note, a photo or a value'),
  'item.unknown': say('没有这一项：“{name}”', 'is no line of the checklist: “{name}”'),
  'item.takes-photo': say('此项要照片', 'must come with a photo'),
  'item.takes-reading': say('此项要数值', 'must come with a value'),
  'item.takes-text': say('此项要文字', 'must come with words'),
  'item.takes-tick': say('此项只要打勾', 'takes a tick only'),
  'code.case': say('与已有的“{name}”只差大小写或全半角', 'differs from “{name}” in case or width alone'),
  'number.taken': say(
    '已登记在别的对象上（{name}）：一个号只属于一个对象',
    'is borne by another object already ({name}): a number belongs to one object',
  ),
  'number.twice': say(
    '同时给了几个对象：一个号只属于一个对象',
    'is given to several objects at once: a number belongs to one object',
  ),
  'value.future': say('不能晚于今天（{day}）', 'must not be later than today ({day})'),
  'code.twice': say('在表中出现两次', 'stands in the sheet twice'),
  'place.outside': say('不在您的辖区内', 'lies outside your areas'),
  'unit.not-there': say('不管这个地方', 'does not answer for that place'),
  'value.masked': say('是遮住的内容，请写全或留空不改', 'is masked: write it in full, or leave it as it was exported'),
  'unit.has-it': say('已在该单位', 'has it already'),
  'unit.own': say('是您自己的单位', 'is your own unit'),
  'unit.has-below': say('还有下级单位', 'has units below it still in force'),
  'directory.twice': say('在这次通讯录里出现两次', 'stands twice in this delivery'),
  'directory.round': say(
    '“{name}”是它自己或它的下级，或层级过深',
    'cannot hang below “{name}”: that is itself, lies below it, or the tree is too deep',
  ),
  'directory.here': say('不是本平台管辖范围内的在用编号：“{name}”', 'is nothing in force in the areas of the key: “{name}”'),
  'directory.taken': say('本平台的“{name}”已对应另一个编号', 'is taken: “{name}” here has another number already'),
  'directory.outside': say('不在密钥所属单位的管辖范围内', 'lies outside the areas of the key'),
  'directory.admin': say('管理员在本平台任免，不由通讯录改动', 'is an administrator, appointed here and by nobody else'),
  'post.no-worker': say('现在没有在任的人，或不处置工单', 'is held by nobody who works on orders now'),
  'person.self': say('不能是本人', 'cannot be yourself'),
  'person.holder': say('就是任职人本人', 'is the holder'),
  'appointment.delegated': say('已是委托，不能再委托', 'is a delegation already'),
} as const satisfies Record<string, Words>

export type ReasonCode = keyof typeof reasons

/** Fields people fill in, by their name on the wire; others are shown as they are. */
const fields: Readonly<Record<string, string>> = {
  topic: '主题',
  metric: '指标',
  metrics: '指标',
  url: '网址',
  reason: '理由',
  content: '内容',
  words: '内容',
  note: '说明',
  result: '办结说明',
  cause: '原因',
  basis: '职责依据',
  proposed: '建议单位',
  unit: '单位',
  parent: '上级单位',
  number: '编号',
  here: '本平台编号',
  kind: '类别',
  lead: '牵头单位',
  grade: '定级',
  type: '类型',
  title: '标题',
  address: '地址',
  lon: '经度',
  lat: '纬度',
  accuracyM: '定位精度',
  phone: '电话',
  contactName: '姓名',
  ownerName: '负责人',
  ownerPhone: '负责人电话',
  idNumber: '证件号码',
  files: '照片',
  item: '检查项',
  value: '数值',
  values: '数值',
  until: '截止时间',
  from: '开始时间',
  to: '结束时间',
  happenedAt: '发生时间',
  occurredAt: '发生时间',
  minutes: '分钟数',
  version: '版本',
  purpose: '用途',
  name: '名称',
  account: '账号',
  password: '密码',
  person: '人员',
  post: '岗位',
  appointment: '任命',
  areas: '辖区',
  cursor: '翻页位置',
  limit: '条数',
  bbox: '地图范围',
  file: '文件',
  row: '这一行',
}

/** Longer input is cut when it is repeated: enough to find it by. */
const mostQuoted = 80

/** Something a sender wrote, fit to stand inside quotation marks. */
export const quotable = (text: string): string => {
  const plain = text.replace(/[“”]/g, '"').replace(/\p{Cc}/gu, '�')
  return [...plain].length > mostQuoted ? `${[...plain].slice(0, mostQuoted).join('')}…` : plain
}

/** The place of a fault: a field in its words, else its path; quoted when the sender made up the names in it. */
export function pathWords(path: string, language: 'zh' | 'en'): string {
  if (path === '/' || path === '') return language === 'zh' ? '正文' : 'the body'
  const field = path.split('/').at(-1) ?? ''
  if (language === 'zh' && Object.hasOwn(fields, field)) return fields[field]!
  return /^[\w/.-]{1,80}$/.test(path) ? path : `“${quotable(path)}”`
}

/** The reason in one language; a code of another release says no more than that something does not fit. `nameZh` and `nameEn` stand for `name` where a detail has words of its own. */
export function reasonWords(code: string, details: Details, language: 'zh' | 'en'): string {
  const known = Object.hasOwn(reasons, code) ? (code as ReasonCode) : 'unfit'
  const own = language === 'zh' ? 'Zh' : 'En'
  const said = Object.keys(details).map((name) => [name, details[`${name}${own}`] ?? details[name]!])
  return fillWords(reasons[known][language], Object.fromEntries(said))
}
