/** A code of a watch that is no error of a command: where it stands, when, and what to do. */
export type WatchCode = readonly [code: string, when: string, todo: string];

/** Codes of what keeps files waiting: in the event `waiting-for`, in notices, in `status`. */
export const waitingCodes: readonly WatchCode[] = [
  [
    'FOLDER_UNREACHABLE',
    'the watched folder, or its inbox, cannot be read',
    'check the share and the rights on it; it is tried again at each poll',
  ],
  [
    'FOLDER_LOST_MARK',
    'the folder was watched before, and its mark is missing',
    'mount the share; `--adopt` where it was emptied on purpose',
  ],
  ['FOLDER_PLACE_TAKEN', 'one of the six folders is a link or a file', 'remove or rename it'],
  [
    'LEFT_BY_ANOTHER',
    'another watcher has had files in `processing/` for more than an hour',
    'start that watch, or put the files into `inbox/`',
  ],
  [
    'FOLDER_COPIED',
    'the folder was made by copying another watched one, mark and all',
    'remove `.solarproof-import` in the copy',
  ],
  [
    'MARKER_MISSING, KEEPS_CHANGING',
    'a file has been in the inbox for an hour without its marker, or without ceasing to change',
    'write the marker; let the program write elsewhere on the share, and move the file',
  ],
  [
    'STOPPED_…',
    'a run stopped for a reason that passes, or that a person must see to: the reasons are below',
    'the run goes on by itself; see the reason',
  ],
  ['UNEXPECTED', 'the program failed with a file, three times', 'please report it'],
];

/** Codes of files that were put away: in notes, events and notices. */
export const putAwayCodes: readonly WatchCode[] = [
  ['SAME_CONTENT', 'into `duplicates/`: a run of the account had the same bytes', 'nothing'],
  ['REVIEW_ROWS', 'into `review/`: the list has more rows than `reviewOver`', 'approve it, or remove it'],
  [
    'REVIEW_INVALID',
    'into `review/`: more rows are invalid than `maxErrors` allows',
    'approve it, or put a better one into `inbox/`',
  ],
  [
    'REVIEW_ERRORS',
    'into `review/`: its run stopped at `maxErrors`',
    'look at its workbook; approve it to send the rest',
  ],
  [
    'RUN_PURGED_UNDER_WAY',
    "into `failed/`: its run's files were purged before it came to its end",
    'put the list into `inbox/` again',
  ],
  ['SEE_NOTE', 'the end of a file is told after a restart', 'read the note beside the file'],
];

/** Codes of what ails a watch: in `status`. */
export const illnessCodes: readonly WatchCode[] = [
  [
    'NOT_RUNNING',
    'the process of the watch is not there any more, and did not end by itself',
    'start the watch again',
  ],
  [
    'NEVER_WATCHED',
    'no watch has ever had the folder, with this state directory',
    'start the watch; check `--state-dir`',
  ],
  ['NO_HEARTBEAT', 'the last sign of life is older than `--within`', 'start the watch again'],
  [
    'NO_POLL',
    'the watch lives, and has not seen the inbox for longer than `--within`',
    'look at the folder, and at the log',
  ],
];

/** Codes of notices that did not get through: in the log. */
export const noticeCodes: readonly WatchCode[] = [
  [
    'WEBHOOK_HTTP_…',
    'the receiver answered with that status',
    'mend the receiver; it is tried again, except after 410',
  ],
  [
    'WEBHOOK_REDIRECT',
    'the receiver sends elsewhere, which is never followed',
    'write the new address into the config file',
  ],
  [
    'WEBHOOK_UNREACHABLE, WEBHOOK_TIME_OUT, WEBHOOK_CERTIFICATE',
    'no answer, none in time, a certificate that is not trusted',
    'it is tried again',
  ],
  [
    'WEBHOOK_INTERRUPTED, EMAIL_INTERRUPTED',
    'the watch was stopped meanwhile',
    'it is tried again at the next start',
  ],
  [
    'EMAIL_SMTP_…',
    'the mail server answered with that code',
    'mend it; after a 5xx on the text it is not tried again',
  ],
  [
    'EMAIL_LOGIN_REFUSED, EMAIL_TLS_FAILED, EMAIL_CERTIFICATE',
    'the mail server does not take user and password, offers no TLS, or is not trusted',
    'mend the settings; it is tried again',
  ],
  ['EMAIL_UNREACHABLE, EMAIL_TIME_OUT', 'no answer, or none in time', 'it is tried again'],
  ['EMAIL_ADDRESSES_REFUSED', 'it was taken for some of the receivers', 'check the addresses'],
  ['EMAIL_NOTICE_UNREADABLE', 'a notice of a later version', 'nothing; it is dropped'],
  [
    'OUTBOX_FULL, OUTBOX_GIVEN_UP, OUTBOX_CHANNEL_GONE',
    'a thousand wait, it was tried for a week, or nobody has its channel any more',
    'nothing; it is dropped',
  ],
];
