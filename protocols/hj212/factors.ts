/** A measured factor: code of 2017, of 2005 where there is one, names and the unit where the standard fixes one. */
export type Factor = { code: string; older?: string; zh: string; en: string; unit: string | null }

// code | 2005 | 中文 | English | unit, checked against the table of srdgame/lua-HJ212 (MIT). Units of gases depend on the place (source: mg/m³, air: µg/m³): none is claimed.
const table = `
w00000|B01|污水流量|sewage flow|L/s
w01001|001|pH|pH|
w01002|002|色度|colour|
w01003||浊度|turbidity|NTU
w01006||溶解性总固体|total dissolved solids|mg/L
w01009||溶解氧|dissolved oxygen|mg/L
w01010||水温|water temperature|°C
w01012|003|悬浮物|suspended solids|mg/L
w01014||电导率|conductivity|µS/cm
w01017|010|五日生化需氧量|BOD5|mg/L
w01018|011|化学需氧量|COD|mg/L
w01019||高锰酸盐指数|permanganate index|mg/L
w01020|015|总有机碳|TOC|mg/L
w02003|550|粪大肠菌群|faecal coliforms|1/L
w02006||细菌总数|bacteria|1/L
w03001|570|总 α 放射性|gross alpha activity|Bq/L
w03002|571|总 β 放射性|gross beta activity|Bq/L
w19001||表面活性剂|surfactants|mg/L
w19002|520|阴离子表面活性剂|anionic surfactants|mg/L
w20012|039|钡|barium|mg/L
w20023|037|硼|boron|mg/L
w20038|040|钴|cobalt|mg/L
w20061|038|钼|molybdenum|mg/L
w20089|041|铊|thallium|ng/L
w20092|036|锡|tin|mg/L
w20111|020|总汞|mercury|µg/L
w20113|021|烷基汞|alkyl mercury|ng/L
w20115|022|总镉|cadmium|µg/L
w20116|023|总铬|chromium|mg/L
w20117|024|六价铬|chromium(VI)|µg/L
w20119|026|总砷|arsenic|µg/L
w20120|027|总铅|lead|µg/L
w20121|028|总镍|nickel|mg/L
w20122|029|总铜|copper|mg/L
w20123|030|总锌|zinc|mg/L
w20124|031|总锰|manganese|mg/L
w20125|032|总铁|iron|mg/L
w20126|033|总银|silver|mg/L
w20127|034|总铍|beryllium|µg/L
w20128|035|总硒|selenium|µg/L
w21001|065|总氮|total nitrogen|mg/L
w21003|060|氨氮|ammonia nitrogen|mg/L
w21004|062|凯氏氮|Kjeldahl nitrogen|mg/L
w21006|063|亚硝酸盐|nitrite|mg/L
w21007|064|硝酸盐|nitrate|mg/L
w21011|101|总磷|total phosphorus|mg/L
w21016|070|氰化物|cyanide|mg/L
w21017|072|氟化物|fluoride|mg/L
w21019|071|硫化物|sulphide|mg/L
w21022|090|氯化物|chloride|mg/L
w21038||硫酸盐|sulphate|mg/L
w22001|080|石油类|petroleum|mg/L
w23002|110|挥发酚|volatile phenol|mg/L
a00000|B02|废气流量|flue gas flow|m³/s
a01001||温度|temperature|°C
a01002||湿度|humidity|%
a01006||气压|air pressure|kPa
a01007||风速|wind speed|m/s
a01008||风向|wind direction|°
a01010|37|林格曼黑度|Ringelmann number|
a01011|S02|烟气流速|flue gas speed|m/s
a01012|S03|烟气温度|flue gas temperature|°C
a01013|S08|烟气压力|flue gas pressure|kPa
a01014|S05|烟气湿度|flue gas humidity|%
a01015|S06|制冷温度|cooling temperature|°C
a01016|S07|烟道截面积|flue cross-section|m²
a01017|S04|烟气动压|flue gas dynamic pressure|kPa
a05001|30|二氧化碳|carbon dioxide|
a05002||甲烷|methane|
a05024||臭氧|ozone|
a19001|S01|氧气含量|oxygen|%
a20007||砷|arsenic|
a20016|36|铍及其化合物|beryllium compounds|
a20025|33|镉及其化合物|cadmium compounds|
a20043|32|铅及其化合物|lead compounds|
a20044||铅|lead|
a20057|31|汞及其化合物|mercury compounds|
a20058||汞|mercury|
a20063|35|镍及其化合物|nickel compounds|
a20091|34|锡及其化合物|tin compounds|
a21001|10|氨|ammonia|
a21002|03|氮氧化物|nitrogen oxides|
a21003||一氧化氮|nitrogen monoxide|
a21004||二氧化氮|nitrogen dioxide|
a21005|04|一氧化碳|carbon monoxide|
a21017|07|氰化物|cyanides|
a21018|06|氟化物|fluorides|
a21022|11|氯气|chlorine|
a21024|08|氯化氢|hydrogen chloride|
a21026|02|二氧化硫|sulphur dioxide|
a21028|05|硫化氢|hydrogen sulphide|
a23001|27|酚类|phenols|
a24046|29|氯乙烯|vinyl chloride|
a24087|25|碳氢化合物|hydrocarbons|
a24088||非甲烷总烃|non-methane hydrocarbons|
a25002||苯|benzene|
a25003|17|甲苯|toluene|
a25005|18|二甲苯|xylene|
a25010|23|氯苯|chlorobenzene|
a25023|22|硝基苯|nitrobenzene|
a25044|20|苯并[a]芘|benzo[a]pyrene|
a26001|21|苯胺类|anilines|
a30001|28|甲醇|methanol|
a30022|13|硫醇|thiols|
a31001|19|甲醛|formaldehyde|
a31002|26|乙醛|acetaldehyde|
a34001||总悬浮颗粒物 TSP|TSP|
a34002||可吸入颗粒物 PM10|PM10|
a34004||细颗粒物 PM2.5|PM2.5|
a34005||亚微米颗粒物 PM1.0|PM1.0|
a34013|01|烟尘|soot|
a34038|09|沥青烟|asphalt fume|
a34039|14|硫酸雾|sulphuric acid mist|
a34040|15|铬酸雾|chromic acid mist|
a99049|24|光气|phosgene|
a99051|12|二硫化碳|carbon disulphide|
LA||A 声级|sound level|dB
Leq||等效声级|equivalent sound level|dB
Ldn||昼夜等效声级|day-night sound level|dB
L5||累计百分声级 L5|sound level L5|dB
L10||累计百分声级 L10|sound level L10|dB
L50||累计百分声级 L50|sound level L50|dB
L90||累计百分声级 L90|sound level L90|dB
L95||累计百分声级 L95|sound level L95|dB
Ld||昼间等效声级|day sound level|dB
Ln||夜间等效声级|night sound level|dB
LMx||最大声级|highest sound level|dB
LMn||最小声级|lowest sound level|dB
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
