/**
 * 八大板块: the eight boards of city and district with their 70 tracks (跑道), and the four boards of a town. The boards and the number of
 * tracks are attested; no list of the tracks is public, so the names are ours and every city may enter its own.
 */
type Words = { zh: string; en: string }
export type Board = Words & { tracks: Readonly<Record<string, Words>> }

const track = (zh: string, en: string): Words => ({ zh, en })

export const boards = {
  party: {
    ...{ zh: '党建统领', en: 'Party leadership' },
    tracks: {
      'eight-reports': track('八张报表', 'Eight reports'),
      'eight-lists': track('八张问题清单', 'Eight problem lists'),
      'orders-reach': track('政令直达督办', 'Orders and supervision'),
      'grass-roots-party': track('基层党建', 'Grass-roots party work'),
      integrity: track('清廉监督', 'Integrity'),
      assessment: track('考核评价', 'Assessment'),
    },
  },
  economy: {
    ...{ zh: '经济发展', en: 'Economy' },
    tracks: {
      economy: track('经济运行监测', 'Economic watch'),
      industry: track('工业运行', 'Industry'),
      projects: track('投资与项目', 'Investment and projects'),
      enterprises: track('企业服务', 'Services to enterprises'),
      finance: track('金融运行', 'Finance'),
      trade: track('消费商贸', 'Consumption and trade'),
      innovation: track('科技创新', 'Innovation'),
      investors: track('招商引资', 'Attracting investors'),
      farming: track('农业产业', 'Farming'),
    },
  },
  facilities: {
    ...{ zh: '设施运行', en: 'Facilities' },
    tracks: {
      water: track('供水', 'Water'),
      gas: track('燃气', 'Gas'),
      power: track('供电', 'Power'),
      telecom: track('通信', 'Telecommunication'),
      drainage: track('排水内涝', 'Drainage and flooding'),
      traffic: track('道路交通', 'Road traffic'),
      rail: track('轨道', 'Urban rail'),
      bridges: track('桥梁隧道', 'Bridges and tunnels'),
      pipes: track('地下管网', 'Pipes underground'),
      sanitation: track('市容环卫', 'Street cleaning'),
      greens: track('园林绿化', 'Parks and greens'),
      sites: track('房屋与工地安全', 'Buildings and sites'),
    },
  },
  society: {
    ...{ zh: '社会治理', en: 'Social governance' },
    tracks: {
      disputes: track('矛盾纠纷', 'Disputes'),
      safety: track('社会治安', 'Public safety'),
      petitions: track('信访', 'Petitions'),
      grids: track('人口与网格', 'Population and grids'),
      market: track('市场监管', 'Market supervision'),
      food: track('食品药品', 'Food and medicine'),
      'special-equipment': track('特种设备', 'Special equipment'),
      fraud: track('反诈', 'Against fraud'),
      crowds: track('重点场所大客流', 'Crowded places'),
      enforcement: track('综合执法', 'Law enforcement'),
    },
  },
  emergency: {
    ...{ zh: '应急动员', en: 'Emergency and mobilisation' },
    tracks: {
      'forest-fire': track('森林消防', 'Forest fires'),
      'high-rise-fire': track('高楼消防', 'High-rise fires'),
      flood: track('防汛抗旱', 'Floods and drought'),
      geohazard: track('地质灾害', 'Geohazards'),
      'work-safety': track('安全生产与危化', 'Safety at work, hazardous goods'),
      weather: track('气象灾害', 'Severe weather'),
      earthquake: track('地震', 'Earthquakes'),
      'public-health': track('公共卫生应急', 'Public health emergencies'),
      port: track('水上与港口', 'Waters and ports'),
      supplies: track('应急物资队伍', 'Supplies and teams'),
    },
  },
  civility: {
    ...{ zh: '文明创建', en: 'Civility' },
    tracks: {
      practice: track('文明实践', 'Civic practice'),
      survey: track('文明城市测评', 'Civility survey'),
      volunteers: track('志愿服务', 'Volunteers'),
      culture: track('文化设施', 'Culture'),
      opinion: track('舆情引导', 'Public opinion'),
    },
  },
  ecology: {
    ...{ zh: '生态景观', en: 'Ecology and landscape' },
    tracks: {
      'water-quality': track('水环境', 'Water bodies'),
      air: track('大气', 'Air'),
      noise: track('噪声', 'Noise'),
      waste: track('固废', 'Solid waste'),
      soil: track('土壤', 'Soil'),
      forests: track('林长山体', 'Forests and hills'),
      banks: track('江岸景观', 'River banks'),
      fishing: track('长江禁渔', 'Fishing ban of the Yangtze'),
    },
  },
  services: {
    ...{ zh: '生产生活服务', en: 'Production and living services' },
    tracks: {
      jobs: track('就业', 'Employment'),
      insurance: track('社保', 'Social insurance'),
      medicine: track('医疗', 'Medical care'),
      schools: track('教育', 'Education'),
      elderly: track('养老', 'Elderly care'),
      housing: track('住房', 'Housing'),
      relapse: track('防返贫', 'Against falling back into poverty'),
      'living-circle': track('十五分钟生活圈', 'Fifteen-minute circle'),
      tourism: track('文旅', 'Culture and tourism'),
      hotline: track('诉求热线', 'Hotline'),
    },
  },
} as const satisfies Record<string, Board>
export type BoardId = keyof typeof boards

/** 镇街四板块: what a town's centre works by; each gathers tracks of the eight. */
export const townBoards = {
  'town-party': { ...{ zh: '党的建设', en: 'Party building' }, of: ['party'] },
  'town-economy': { ...{ zh: '经济发展', en: 'Economy' }, of: ['economy'] },
  'town-livelihood': { ...{ zh: '民生服务', en: 'Livelihood services' }, of: ['services', 'civility', 'ecology'] },
  'town-safety': { ...{ zh: '平安法治', en: 'Safety and rule of law' }, of: ['society', 'emergency', 'facilities'] },
} as const satisfies Record<string, Words & { of: readonly BoardId[] }>

/** The boards a tier works by: a town and what lies below it by its four, all above by the eight. */
export const boardsOf = (tier: string): Readonly<Record<string, Words>> =>
  tier === 'city' || tier === 'district' ? boards : townBoards

/** A board and the boards it gathers: a town's board stands for tracks of the eight, each of the eight for itself. */
export const gathered = (board: string): readonly string[] => [board, ...((townBoards as Gathering)[board]?.of ?? [])]
type Gathering = Readonly<Record<string, { of: readonly string[] }>>

/** The name of a track; its id where a city entered one of its own. */
export function trackWords(board: string, id: string): Words {
  const tracks: Readonly<Record<string, Words>> | undefined = boards[board as BoardId]?.tracks
  return tracks?.[id] ?? { zh: id, en: id }
}
