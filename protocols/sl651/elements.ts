// Elements of SL 651-2014 annex C: identifier | 中文 | English | unit
const table = `
01|断面面积|cross-section area|m²
02|瞬时气温|air temperature|°C
03|瞬时水温|water temperature|°C
05|时段长|period|
06|日蒸发量|evaporation of the day|mm
07|当前蒸发|evaporation|mm
08|气压|air pressure|hPa
09|闸坝开启高度|gate opening|m
0a|闸门编号|gate number|
0b|输水设备类别|kind of conveyance|
0c|闸门开启孔数|open gates|
0d|地温|ground temperature|°C
0e|地下水埋深|groundwater depth|m
0f|波浪高度|wave height|m
10|10 cm 土壤含水量|soil moisture at 10 cm|%
11|20 cm 土壤含水量|soil moisture at 20 cm|%
12|30 cm 土壤含水量|soil moisture at 30 cm|%
13|40 cm 土壤含水量|soil moisture at 40 cm|%
14|50 cm 土壤含水量|soil moisture at 50 cm|%
15|60 cm 土壤含水量|soil moisture at 60 cm|%
16|80 cm 土壤含水量|soil moisture at 80 cm|%
17|100 cm 土壤含水量|soil moisture at 100 cm|%
18|湿度|humidity|%
19|开机台数|running pumps|
1a|1 小时降水量|rain of 1 hour|mm
1b|2 小时降水量|rain of 2 hours|mm
1c|3 小时降水量|rain of 3 hours|mm
1d|6 小时降水量|rain of 6 hours|mm
1e|12 小时降水量|rain of 12 hours|mm
1f|日降水量|rain of the day|mm
20|当前降水量|current rain|mm
21|1 分钟降水量|rain of 1 minute|mm
22|5 分钟降水量|rain of 5 minutes|mm
23|10 分钟降水量|rain of 10 minutes|mm
24|30 分钟降水量|rain of 30 minutes|mm
25|暴雨量|rainstorm|mm
26|降水量累计值|accumulated rain|mm
27|瞬时流量|flow|m³/s
28|取排水口流量 1|outlet flow 1|m³/h
29|取排水口流量 2|outlet flow 2|m³/h
2a|取排水口流量 3|outlet flow 3|m³/h
2b|取排水口流量 4|outlet flow 4|m³/h
2c|取排水口流量 5|outlet flow 5|m³/h
2d|取排水口流量 6|outlet flow 6|m³/h
2e|取排水口流量 7|outlet flow 7|m³/h
2f|取排水口流量 8|outlet flow 8|m³/h
30|总出库流量|total outflow|m³/s
31|过闸流量|gate flow|m³/s
32|输沙量|sediment load|10⁴ t
33|风向|wind direction|
34|风力|wind force|
35|风速|wind speed|m/s
36|断面平均流速|mean velocity|m/s
37|瞬时流速|velocity|m/s
38|电源电压|supply voltage|V
39|瞬时河道水位|river level|m
3a|库（闸、坝）下水位|level below the dam|m
3b|库（闸、坝）上水位|level above the dam|m
3c|取排水口水位 1|outlet level 1|m
3d|取排水口水位 2|outlet level 2|m
3e|取排水口水位 3|outlet level 3|m
3f|取排水口水位 4|outlet level 4|m
40|取排水口水位 5|outlet level 5|m
41|取排水口水位 6|outlet level 6|m
42|取排水口水位 7|outlet level 7|m
43|取排水口水位 8|outlet level 8|m
44|含沙量|sediment concentration|kg/m³
46|pH|pH|
47|溶解氧|dissolved oxygen|mg/L
48|电导率|conductivity|µS/cm
49|浊度|turbidity|NTU
4a|高锰酸盐指数|permanganate index|mg/L
4b|氧化还原电位|redox potential|mV
4c|氨氮|ammonia nitrogen|mg/L
4d|总磷|total phosphorus|mg/L
4e|总氮|total nitrogen|mg/L
4f|总有机碳|TOC|mg/L
50|铜|copper|mg/L
51|锌|zinc|mg/L
52|硒|selenium|mg/L
53|砷|arsenic|mg/L
54|总汞|mercury|mg/L
55|镉|cadmium|mg/L
56|铅|lead|mg/L
57|叶绿素 a|chlorophyll a|mg/L
70|交流 A 相电压|voltage of phase A|V
71|交流 B 相电压|voltage of phase B|V
72|交流 C 相电压|voltage of phase C|V
73|交流 A 相电流|current of phase A|A
74|交流 B 相电流|current of phase B|A
75|交流 C 相电流|current of phase C|A
`

export type Named = { name: { zh: string; en: string }; unit: string | null }

const byCode = new Map<string, Named>(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', zh = '', en = '', unit = ''] = line.split('|')
      return [code, { name: { zh, en }, unit: unit || null }]
    }),
)

/** Name and unit of an element by its identifier in lower-case hex. */
export const elementNamed = (code: string): Named | undefined => byCode.get(code)

/** Bits of element 45, lowest first; a set bit is the state named. */
export const stateNames = [
  'mains-off',
  'battery-low',
  'level-alarm',
  'flow-alarm',
  'quality-alarm',
  'flow-meter-fault',
  'level-meter-fault',
  'box-closed',
  'memory-fault',
  'ic-card-on',
  'pump-stopped',
  'water-exceeded',
] as const

/** Function codes; `b` of the table in the README says what their bodies hold. */
export const functions: Record<string, string> = {
  '2f': 'keep-alive',
  '30': 'test',
  '31': 'even-periods',
  '32': 'timed',
  '33': 'extra',
  '34': 'hour',
  '35': 'by-hand',
  '36': 'picture',
  '37': 'query-now',
  '38': 'query-period',
  '39': 'query-by-hand',
  '3a': 'query-elements',
  '40': 'set-basic-settings',
  '41': 'basic-settings',
  '42': 'set-run-settings',
  '43': 'run-settings',
  '44': 'pump-data',
  '45': 'software-version',
  '46': 'states',
  '47': 'clear-memory',
  '48': 'factory-settings',
  '49': 'set-password',
  '4a': 'set-clock',
  '4b': 'set-ic-card',
  '4c': 'pumps',
  '4d': 'valves',
  '4e': 'gates',
  '4f': 'fixed-quantity',
  '50': 'event-log',
  '51': 'clock',
}
