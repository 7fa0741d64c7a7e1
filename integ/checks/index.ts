/** All checks, by their numbers; those from 15 on try the whole of what the library makes. */
import { alarmState } from './alarm-state';
import { aliasNames } from './alias-names';
import { cleanUp } from './clean-up';
import { crashMetric } from './crash-metric';
import { deleteRefusals } from './delete-refusals';
import { draftAliasQuota } from './draft-alias-quota';
import { executionReads } from './execution-reads';
import { forcedAlarm } from './forced-alarm';
import { inFlight } from './in-flight';
import { inlinePolicy } from './inline-policy';
import { lateFailure } from './late-failure';
import { objectKeys } from './object-keys';
import { permissions } from './permissions';
import { plainRollback } from './plain-rollback';
import { releases } from './releases';
import { runtimeSdk } from './runtime-sdk';
import { scheduledStarts } from './scheduled-starts';
import { stepFunctions } from './step-functions';
import { stopDeployment } from './stop-deployment';
import { tagsOnly } from './tags-only';
import { unchangedDraft } from './unchanged-draft';
import { urlStreaming } from './url-streaming';
import { versionNumbers } from './version-numbers';
import { weights } from './weights';
import type { Check, LeftOut } from '../kit/check';

export const CHECKS: readonly Check[] = [
  deleteRefusals, versionNumbers, draftAliasQuota, unchangedDraft, lateFailure, urlStreaming, permissions,
  stepFunctions,
  aliasNames, tagsOnly, inFlight, alarmState, runtimeSdk, weights, stopDeployment, crashMetric, forcedAlarm, releases,
  cleanUp, plainRollback, inlinePolicy, executionReads, scheduledStarts, objectKeys,
];

export const LEFT_OUT: readonly LeftOut[] = [
  {
    number: 9,
    name: 'app-config',
    reason: 'how AppConfig rolls back and what its deletion does counts only for an engine that the library does '
      + 'not have',
  },
];
