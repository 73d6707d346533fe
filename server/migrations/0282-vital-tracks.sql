-- why: which tracks (跑道) a city works by is its own to say: they are rows with versions, no words of the program
create table vital_tracks (
  code text primary key,
  -- one of the eight boards
  board text not null,
  -- {"zh", "en"}
  name jsonb not null,
  -- where it stands among those of its board
  ordinal int not null,
  version int not null default 1,
  changed_at timestamptz not null,
  -- from then on no vital is put into it
  stopped_at timestamptz
);

create table vital_track_versions (
  track text not null references vital_tracks (code),
  version int not null,
  name jsonb not null,
  ordinal int not null,
  -- of its last version: why it was stopped
  stopped text,
  by text not null,
  at timestamptz not null,
  primary key (track, version)
);

insert into vital_tracks (code, board, ordinal, name, changed_at)
select code, board, ordinal, jsonb_build_object('zh', zh, 'en', en), now() from (values
  ('eight-reports', 'party', 1, '八张报表', 'Eight reports'),
  ('eight-lists', 'party', 2, '八张问题清单', 'Eight problem lists'),
  ('orders-reach', 'party', 3, '政令直达督办', 'Orders and supervision'),
  ('grass-roots-party', 'party', 4, '基层党建', 'Grass-roots party work'),
  ('integrity', 'party', 5, '清廉监督', 'Integrity'),
  ('assessment', 'party', 6, '考核评价', 'Assessment'),
  ('economy', 'economy', 1, '经济运行监测', 'Economic watch'),
  ('industry', 'economy', 2, '工业运行', 'Industry'),
  ('projects', 'economy', 3, '投资与项目', 'Investment and projects'),
  ('enterprises', 'economy', 4, '企业服务', 'Services to enterprises'),
  ('finance', 'economy', 5, '金融运行', 'Finance'),
  ('trade', 'economy', 6, '消费商贸', 'Consumption and trade'),
  ('innovation', 'economy', 7, '科技创新', 'Innovation'),
  ('investors', 'economy', 8, '招商引资', 'Attracting investors'),
  ('farming', 'economy', 9, '农业产业', 'Farming'),
  ('water', 'facilities', 1, '供水', 'Water'),
  ('gas', 'facilities', 2, '燃气', 'Gas'),
  ('power', 'facilities', 3, '供电', 'Power'),
  ('telecom', 'facilities', 4, '通信', 'Telecommunication'),
  ('drainage', 'facilities', 5, '排水内涝', 'Drainage and flooding'),
  ('traffic', 'facilities', 6, '道路交通', 'Road traffic'),
  ('rail', 'facilities', 7, '轨道', 'Urban rail'),
  ('bridges', 'facilities', 8, '桥梁隧道', 'Bridges and tunnels'),
  ('pipes', 'facilities', 9, '地下管网', 'Pipes underground'),
  ('sanitation', 'facilities', 10, '市容环卫', 'Street cleaning'),
  ('greens', 'facilities', 11, '园林绿化', 'Parks and greens'),
  ('sites', 'facilities', 12, '房屋与工地安全', 'Buildings and sites'),
  ('disputes', 'society', 1, '矛盾纠纷', 'Disputes'),
  ('safety', 'society', 2, '社会治安', 'Public safety'),
  ('petitions', 'society', 3, '信访', 'Petitions'),
  ('grids', 'society', 4, '人口与网格', 'Population and grids'),
  ('market', 'society', 5, '市场监管', 'Market supervision'),
  ('food', 'society', 6, '食品药品', 'Food and medicine'),
  ('special-equipment', 'society', 7, '特种设备', 'Special equipment'),
  ('fraud', 'society', 8, '反诈', 'Against fraud'),
  ('crowds', 'society', 9, '重点场所大客流', 'Crowded places'),
  ('enforcement', 'society', 10, '综合执法', 'Law enforcement'),
  ('forest-fire', 'emergency', 1, '森林消防', 'Forest fires'),
  ('high-rise-fire', 'emergency', 2, '高楼消防', 'High-rise fires'),
  ('flood', 'emergency', 3, '防汛抗旱', 'Floods and drought'),
  ('geohazard', 'emergency', 4, '地质灾害', 'Geohazards'),
  ('work-safety', 'emergency', 5, '安全生产与危化', 'Safety at work, hazardous goods'),
  ('weather', 'emergency', 6, '气象灾害', 'Severe weather'),
  ('earthquake', 'emergency', 7, '地震', 'Earthquakes'),
  ('public-health', 'emergency', 8, '公共卫生应急', 'Public health emergencies'),
  ('port', 'emergency', 9, '水上与港口', 'Waters and ports'),
  ('supplies', 'emergency', 10, '应急物资队伍', 'Supplies and teams'),
  ('practice', 'civility', 1, '文明实践', 'Civic practice'),
  ('survey', 'civility', 2, '文明城市测评', 'Civility survey'),
  ('volunteers', 'civility', 3, '志愿服务', 'Volunteers'),
  ('culture', 'civility', 4, '文化设施', 'Culture'),
  ('opinion', 'civility', 5, '舆情引导', 'Public opinion'),
  ('water-quality', 'ecology', 1, '水环境', 'Water bodies'),
  ('air', 'ecology', 2, '大气', 'Air'),
  ('noise', 'ecology', 3, '噪声', 'Noise'),
  ('waste', 'ecology', 4, '固废', 'Solid waste'),
  ('soil', 'ecology', 5, '土壤', 'Soil'),
  ('forests', 'ecology', 6, '林长山体', 'Forests and hills'),
  ('banks', 'ecology', 7, '江岸景观', 'River banks'),
  ('fishing', 'ecology', 8, '长江禁渔', 'Fishing ban of the Yangtze'),
  ('jobs', 'services', 1, '就业', 'Employment'),
  ('insurance', 'services', 2, '社保', 'Social insurance'),
  ('medicine', 'services', 3, '医疗', 'Medical care'),
  ('schools', 'services', 4, '教育', 'Education'),
  ('elderly', 'services', 5, '养老', 'Elderly care'),
  ('housing', 'services', 6, '住房', 'Housing'),
  ('relapse', 'services', 7, '防返贫', 'Against falling back into poverty'),
  ('living-circle', 'services', 8, '十五分钟生活圈', 'Fifteen-minute circle'),
  ('tourism', 'services', 9, '文旅', 'Culture and tourism'),
  ('hotline', 'services', 10, '诉求热线', 'Hotline')
) as t (code, board, ordinal, zh, en);

-- Tracks vitals stand in already that are none of these: they had no name and go by their code until somebody names them.
insert into vital_tracks (code, board, ordinal, name, changed_at)
select v.track, min(coalesce(b.first, v.board)), 1000 + row_number() over (order by v.track), jsonb_build_object('zh', v.track, 'en', v.track), now()
from vitals v
left join (values ('town-party', 'party'), ('town-economy', 'economy'), ('town-livelihood', 'services'), ('town-safety', 'society')) as b (town, first)
  on b.town = v.board
where v.track not in (select code from vital_tracks)
group by v.track;

insert into vital_track_versions (track, version, name, ordinal, by, at) select code, version, name, ordinal, 'seed', changed_at from vital_tracks;
