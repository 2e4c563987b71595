/**
 * What Kaltura answers, with HTTP status 200, to a call it refuses. The argument names and the sentences are
 * those of its API schema.
 */
export interface KalturaException {
  readonly objectType: 'KalturaAPIException'
  readonly code: string
  readonly message: string
  readonly args: Readonly<Record<string, string>>
}

const MESSAGES = {
  ACTION_DOES_NOT_EXISTS: 'Action "@ACTION_NAME@" does not exists for service "@SERVICE_NAME@"',
  ACTION_NOT_SPECIFIED: 'Action name was not specified, please specify one',
  APP_TOKEN_ID_NOT_FOUND: 'Application token id "@ID@" not found',
  CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION:
    'cannot retrieve another user "@USER_ID@" using non-admin session',
  CATEGORY_NOT_FOUND: 'Category id "@ID@" not found',
  CAPTION_ASSET_ID_NOT_FOUND: 'Caption asset id "@ASSET_ID@" not found',
  DUPLICATE_USER_BY_ID: 'User with id [@UID@] already exists in system',
  ENTRY_ID_NOT_FOUND: 'Entry id "@ENTRY_ID@" not found',
  INVALID_ACTIONS_LIMIT: 'Invalid actions limit',
  INVALID_APP_TOKEN_HASH: 'Invalid application token hash',
  INVALID_ENTRY_ID: 'Invalid entry id ["@ID@"]',
  INVALID_ENTRY_SCHEDULE_DATES: 'Invalid entry schedule dates',
  INVALID_ENUM_VALUE:
    'Invalid enumeration value "@ENUM_VAL@" for parameter "@PARAM_NAME@", expecting enumeration type "@ENUM_TYPE@"',
  INVALID_FIELD_VALUE: 'value in field [@FIELD_NAME@] is not valid',
  INVALID_KS: 'Invalid KS "@KSID@", Error "@ERR_CODE@,@ERR_DESC@"',
  INVALID_OBJECT_ID: 'Invalid object id [@ID@]',
  INVALID_OBJECT_TYPE: 'Invalid object type "@INVALID_OBJ_TYPE@"',
  INVALID_USER_ID: 'Invalid user id',
  INVALID_WIDGET_ID: 'Unknown widget [@WIDGET_ID@]',
  INVALID_SCHEDULE_END_BEFORE_START: 'End time [@END@] must be after start time [@START@]',
  MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME:
    'Duration must match end time, keep one of them null to calculate automatically',
  MISSING_KS: 'Missing KS, session not established',
  MISSING_MANDATORY_PARAMETER: 'Missing parameter "@PARAM_NAME@"',
  OBJECT_TYPE_ABSTRACT: 'The object type "@OBJ_TYPE@" is abstract, use one of the object implementations',
  PROPERTY_VALIDATION_CANNOT_BE_NULL: 'The property "@PROP_NAME@" cannot be null',
  PROPERTY_VALIDATION_MAX_LENGTH: 'The property "@PROP_NAME@" cannot have more than @MAX_LEN@ characters',
  PROPERTY_VALIDATION_MIN_LENGTH: 'The property "@PROP_NAME@" must have a min length of @MIN_LEN@ characters',
  PROPERTY_VALIDATION_NOT_UPDATABLE: 'The property "@PROP_NAME@" cannot be updated',
  REPORT_NOT_FOUND: 'Report id "@ID@" not found',
  RESOURCE_PARENT_ID_NOT_FOUND: 'Resource parent id [@PARENT_ID@] not found',
  SCHEDULE_EVENT_RESOURCE_ALREADY_EXISTS:
    'Schedule event resource already exists with eventId[@EVENT_ID@] and resourceId (@RESOURCE_ID@)',
  SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED: " Can't update from type [@SOURCE_TYPE@] to type [@TARGET_TYPE@]",
  SERVICE_DOES_NOT_EXISTS: 'Service "@SRV_NAME@" does not exists',
  SERVICE_FORBIDDEN: 'The access to service [@SERVICE@] is forbidden',
  SERVICE_NOT_SPECIFIED: 'Service name was not specified, please specify one',
  START_SESSION_ERROR: 'Error while starting session for partner [@PID@]',
  SYSTEM_NAME_ALREADY_EXISTS: 'System name [@SYS_NAME@] already exists',
  UICONF_ID_NOT_FOUND: 'UI conf id "@ID@" not found',
} as const

export type KalturaErrorCode = keyof typeof MESSAGES

export const KALTURA_ERROR_CODES = Object.keys(MESSAGES)

export const kalturaException = (
  code: KalturaErrorCode,
  args: Readonly<Record<string, string>> = {},
): KalturaException => ({
  objectType: 'KalturaAPIException',
  code,
  message: MESSAGES[code].replaceAll(/@(\w+)@/g, (_, name: string) => args[name] ?? ''),
  args,
})

export const isKalturaException = (value: unknown): value is KalturaException =>
  typeof value === 'object' &&
  value !== null &&
  'objectType' in value &&
  value.objectType === 'KalturaAPIException'
