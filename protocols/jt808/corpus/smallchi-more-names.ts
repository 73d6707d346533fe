// How SmallChi/JT808 calls the settings of active safety and the data of the recorder; used by the test of its values only.

/** In the order they stand in the message; our fields follow the same order. */
const common = `AlarmJudgeSpeedThreshold WarningVolume ActivePhotographyStrategy ActivelyTimePhotoInterval
  ActiveDistancePhotographyDistanceInterval SingleInitiativePhotos SingleInitiativePhotosInterval PhotoResolution
  VideoRecordingResolution AlarmEnable EventEnable`
const adas = `${common} Placeholder1 DistanceThresholdObstacleAlarm HierarchicalSpeedThresholdObstacleAlarm
  VideoRecordingTimeBeforeAndAfterObstacleAlarm BarrierAlarmPhotographs ObstacleAlarmInterval
  FrequentChannelChangeAlarmJudgmentTimePeriod FrequentAlarmJudgmentNumberChannelChange
  HierarchicalSpeedThresholdFrequentChannelChangeAlarm VideoRecordingTimeBeforeAndAfterFrequentLaneChangeAlarm
  FrequentChannelChangeAlarmPhotos FrequentLaneChangeAlarmInterval GradedSpeedThresholdLane(?:Deviation|Departure)Alarm
  VideoRecordingTimeBeforeAndAfterLaneDepartureAlarm LaneDepartureAlarmPhoto LaneDepartureAlarmPhotoInterval
  ForwardCollisionWarningTimeThreshold HierarchicalSpeedThresholdForwardCollisionWarning
  VideoRecordingTimeBeforeAndAfterForwardCollisionAlarm ForwardCollisionAlarmPhotographs ForwardCollisionAlarmInterval
  PedestrianCollisionAlarmTimeThreshold PedestrianCollisionAlarmEnablingSpeedThreshold
  VideoRecordingTimeBeforeAndAfterPedestrianCollisionAlarm PedestrianCollisionAlarmPhotos PedestrianCollisionAlarmInterval
  VehicleDistanceMonitoringAlarmDistanceThreshold VehicleDistanceMonitoringAndAlarmClassificationSpeedThreshold
  VideoRecordingTimeBeforeAndAfterAlarmVehicleProximity AlarmPhotoVehicleCloseDistance AlarmPhotoVehicleCloseDistanceInterval
  RoadSignRecognitionPhotographs RoadSignRecognitionPhotographsInterval`
const adasLonger = `${adas} SolidLineChangeLanesAlarmClassificationSpeedThreshold
  VideoRecordingTimeBeforeAndAfterSolidLineChangeLanesAlarm SolidLineChangeLanesAlarmPhotographs
  SolidLineChangeLanesAlarmPhotoInterval CarriageAislePassengerDetectionAlarmClassificationSpeedThreshold
  VideoRecordingTimeBeforeAndAfterCarriageAislePassengerDetectionAlarm CarriageAislePassengerDetectionAlarmPhotographs
  CarriageAislePassengerDetectionAlarmPhotoInterval`
const dsmHead = `${common} TimeIntervalSmokingAlarmJudgment CallAlarmDetermineTimeInterval - - -
  GradedSpeedThresholdFatigueDrivingAlarm VideoRecordingTimeBeforeAndAfterFatigueDrivingAlarm FatigueDrivingAlarmPhotograph
  FatigueDrivingAlarmPhotographInterval ClassifiedSpeedThresholdCallAlarm VideoRecordingTimeBeforeAndAfterCallAlarm
  CallAlarmTakePicturesDriverFacialFeatures CallAlarmTakePicturesDriverFacialFeaturesInterval
  ClassifiedSpeedThresholdSmokingAlarm VideoRecordingTimeBeforeAndAfterSmokingAlarm
  SmokingAlarmPhotographsDriverFaceCharacteristics SmokingAlarmPhotographsDriverFaceCharacteristicsInterval
  ClassifiedSpeedThresholdDistractedDrivingAlarm`
const dsm = `${dsmHead} DistractedDrivingAlarmPhotography DistractedDrivingAlarmPhotographyInterval
  VideoRecordingTimeAbnormalDrivingBehavior PhotographsAbnormalDrivingBehavior PictureIntervalAbnormalDrivingBehavior
  DriverIdentificationTrigger`
const four = (name: string): string =>
  `ClassifiedSpeedThreshold${name} VideoRecordingTime${name} Photographs${name} PictureInterval${name}`
const dsmLonger = `${dsmHead} VideoRecordingTimeBeforeAndAfterDistractedDrivingAlarm DistractedDrivingAlarmPhotography
  DistractedDrivingAlarmPhotographyInterval ${four('AbnormalDrivingBehavior')} DriverIdentificationTrigger
  ClassifiedSpeedThresholdCameraOcclusion ${four('NotBuckleUp')} ${four('InfraredSunglassesBlockingFailure')}
  ${four('DoubleHanderOff')} ${four('PlayMobile')}`

/** Their names of F364 and F365 by how many fields ours have. */
export const settingNames = [adas, adasLonger, dsm, dsmLonger].map((names) => names.trim().split(/\s+/))

/** Data of the recorder: pattern of theirs → place of ours under `body`. */
export const recorderNames: [string, string][] = [
  ['ReplyMsgNum', 'answers'],
  ['CommandId', 'command'],
  ['package\\.(?:Begin|KeepFields)', 'data'],
  ['StandardYear', 'record.year'],
  ['ModifyNumber', 'record.amendment'],
  ['body\\.DriverLicenseNo', 'record.licence'],
  ['(?:body|subBody)\\.RealTime', 'record.time'],
  ['FirstInstallTime', 'record.installedAt'],
  ['FirstMileage', 'record.firstMileageKm'],
  ['TotalMilage', 'record.mileageKm'],
  ['PulseCoefficient', 'record.pulses'],
  ['VehicleNo', 'record.plate'],
  ['VehicleType', 'record.category'],
  ['Vin', 'record.vin'],
  ['SignalOperate', 'record.operated'],
  ['D(\\d)', 'record.signals.$1'],
  ['NearLight', 'record.signals.3'],
  ['FarLight', 'record.signals.4'],
  ['RightTurn', 'record.signals.5'],
  ['LeftTurn', 'record.signals.6'],
  ['Brake', 'record.signals.7'],
  ['ProductionDate', 'record.producedOn'],
  ['CertifiedProductModels', 'record.model'],
  ['ProductionPlantCCCCertificationCode', 'record.maker'],
  ['ProductProductionFlowNumber', 'record.number'],
  ['Reversed', 'record.reserved'],
  ['\\[0\\]\\.(?:StartTime|ContinueDrivingStartTime|SpeedStatusStartTime)', 'record.0.from'],
  ['\\[0\\]\\.(?:EndTime|ContinueDrivingEndTime|SpeedStatusEndTime)', 'record.0.until'],
  ['\\[0\\]\\.(?:LoginTime|EventTime)', 'record.0.time'],
  ['\\[0\\]\\.(?:LoginType|EventType)', 'record.0.kind'],
  ['\\[0\\]\\.DriverLicenseNo', 'record.0.licence'],
  ['SpeedPerSeconds\\[0\\]\\.AvgSpeedAfterStartTime', 'record.0.seconds.0.speedKmh'],
  ['StatusSignalAfterStartTime', 'record.0.seconds.0.status'],
  ['PositionPerMinutes\\[0\\]\\.AvgSpeedAfterStartTime', 'record.0.minutes.0.speedKmh'],
  ['PositionPerMinutes\\[0\\]\\.GpsLat', 'record.0.minutes.0.latitude'],
  ['PositionPerMinutes\\[0\\]\\.GpsLng', 'record.0.minutes.0.longitude'],
  ['PositionPerMinutes\\[0\\]\\.Height', 'record.0.minutes.0.altitudeM'],
  ['AccidentSuspectins\\[0\\]\\.GpsLat', 'record.0.place.latitude'],
  ['AccidentSuspectins\\[0\\]\\.GpsLng', 'record.0.place.longitude'],
  ['AccidentSuspectins\\[0\\]\\.Height', 'record.0.place.altitudeM'],
  ['DrivingStatuss\\[0\\]\\.Speed', 'record.0.states.0.speedKmh'],
  ['DrivingStatuss\\[0\\]\\.StatusSignal', 'record.0.states.0.status'],
  ['GpsStartLat', 'record.0.start.latitude'],
  ['GpsStartLng', 'record.0.start.longitude'],
  ['StartHeight', 'record.0.start.altitudeM'],
  ['GpsEndLat', 'record.0.end.latitude'],
  ['GpsEndLng', 'record.0.end.longitude'],
  ['EndHeight', 'record.0.end.altitudeM'],
  ['\\[0\\]\\.SpeedStatus', 'record.0.state'],
  ['RecordSpeed', 'record.0.seconds.0.recordedKmh'],
  ['ReferenceSpeed', 'record.0.seconds.0.referenceKmh'],
]
