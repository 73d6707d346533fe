/** Messages of the console, Chinese: parts of a plan nobody can be called for. */
export const unmannedZh = {
  'vacant.title': '{n} 项分工叫不到人',
  'vacant.mandatory': '必办',
  'vacant.why.no-post': '本辖区没有对应岗位',
  'vacant.why.no-charge': '台账没有登记这项责任人，本辖区也没有对应岗位',
  'vacant.why.unheld': '对应岗位现在无人在岗',
  'vacant.stands-in': '现由 {unit} 代办',
  'vacant.nobody': '现在没有人办',
  'vacant.give': '指派…',
  'vacant.do': '指派',
  'vacant.form': '指派：{part}',
  'vacant.note': '新单位接到这项分工，代办的单位随即解除',
  'vacant.ask': '请值班长指派',
  'vacant.done': '已指派：{part}',
  'vacant.ready': '原岗位叫不到人，请贵单位接办|值班长电话协调，由贵单位接办',
} as const
