/** A measured factor: code of 2017, of 2005 where there is one, names and the unit where the standard fixes one. */
export type Factor = { code: string; older?: string; zh: string; en: string; unit: string | null }

// code | 2005 | 中文 | English | unit. Units of gases depend on the place (source: mg/m³, air: µg/m³): none is claimed.
const table = `
w00000|B01|污水流量|sewage flow|L/s
w01001|001|pH|pH|
w01002|002|色度|colour|
w01003||浊度|turbidity|NTU
w01009||溶解氧|dissolved oxygen|mg/L
w01010||水温|water temperature|°C
w01012|003|悬浮物|suspended solids|mg/L
w01014||电导率|conductivity|
w01017|010|五日生化需氧量|BOD5|mg/L
w01018|011|化学需氧量|COD|mg/L
w01019||高锰酸盐指数|permanganate index|mg/L
w01020|015|总有机碳|TOC|mg/L
w20111|020|总汞|mercury|mg/L
w20115|022|总镉|cadmium|mg/L
w20116|023|总铬|chromium|mg/L
w20117|024|六价铬|chromium(VI)|mg/L
w20119|026|总砷|arsenic|mg/L
w20120|027|总铅|lead|mg/L
w20121|028|总镍|nickel|mg/L
w20122|029|总铜|copper|mg/L
w20123|030|总锌|zinc|mg/L
w20124|031|总锰|manganese|mg/L
w20125|032|总铁|iron|mg/L
w20126|033|总银|silver|mg/L
w21001|065|总氮|total nitrogen|mg/L
w21003|060|氨氮|ammonia nitrogen|mg/L
w21006||亚硝酸盐|nitrite|mg/L
w21007||硝酸盐|nitrate|mg/L
w21011|101|总磷|total phosphorus|mg/L
w21016|070|氰化物|cyanide|mg/L
w21017|072|氟化物|fluoride|mg/L
w21019|071|硫化物|sulphide|mg/L
w22001|080|石油类|petroleum|mg/L
w23002||挥发酚|volatile phenol|mg/L
a00000|B02|废气流量|flue gas flow|
a01001||温度|temperature|°C
a01002||湿度|humidity|%
a01006||气压|air pressure|
a01007||风速|wind speed|m/s
a01008||风向|wind direction|°
a01011|S02|烟气流速|flue gas speed|m/s
a01012|S03|烟气温度|flue gas temperature|°C
a01013|S08|烟气压力|flue gas pressure|
a01014|S05|烟气湿度|flue gas humidity|%
a01016|S07|烟道截面积|flue cross-section|m²
a05001||二氧化碳|carbon dioxide|
a05024||臭氧|ozone|
a19001|S01|氧气含量|oxygen|%
a20007||砷|arsenic|
a20044||铅|lead|
a20057||汞|mercury|
a21001||氨|ammonia|
a21002|03|氮氧化物|nitrogen oxides|
a21003||一氧化氮|nitrogen monoxide|
a21004||二氧化氮|nitrogen dioxide|
a21005|04|一氧化碳|carbon monoxide|
a21018|06|氟化物|fluorides|
a21024|08|氯化氢|hydrogen chloride|
a21026|02|二氧化硫|sulphur dioxide|
a21028|05|硫化氢|hydrogen sulphide|
a24088||非甲烷总烃|non-methane hydrocarbons|
a25002||苯|benzene|
a25003||甲苯|toluene|
a34001||总悬浮颗粒物|TSP|
a34002||可吸入颗粒物 PM10|PM10|
a34004||细颗粒物 PM2.5|PM2.5|
a34013|01|烟尘|soot|
LA||A 声级|sound level|dB
Leq||等效声级|equivalent sound level|dB
L5||累计百分声级 L5|sound level L5|dB
L10||累计百分声级 L10|sound level L10|dB
L50||累计百分声级 L50|sound level L50|dB
L90||累计百分声级 L90|sound level L90|dB
L95||累计百分声级 L95|sound level L95|dB
Ld||昼间等效声级|day sound level|dB
Ln||夜间等效声级|night sound level|dB
Lmx||最大声级|highest sound level|dB
Lmn||最小声级|lowest sound level|dB
`

export const factors: readonly Factor[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', older = '', zh = '', en = '', unit = ''] = line.split('|')
    return { code, ...(older ? { older } : {}), zh, en, unit: unit || null }
  })

const byCode = new Map<string, Factor>(
  factors.flatMap((one) => [[one.code, one] as const, ...(one.older ? [[one.older, one] as const] : [])]),
)

/** The factor of a code of either edition. */
export const factorOf = (code: string): Factor | undefined => byCode.get(code)
