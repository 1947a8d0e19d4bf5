// The catalogue of problems: code, HTTP status, what happened and what to do, in English; the other languages beside it.

/** What a person is told of a problem. */
export interface Told {
  readonly title: string
  readonly remedy: string
}

const PROBLEM = (status: number, title: string, remedy: string) => ({ status, title, remedy })

export const PROBLEMS = {
  'invalid-request': PROBLEM(
    400,
    'The request is not of the documented form',
    'Correct the fields listed in errors and send it again.',
  ),
  'json-malformed': PROBLEM(400, 'The body is not valid JSON', 'Correct the JSON and send it again.'),
  'json-duplicate-key': PROBLEM(400, 'The body names a field twice', 'Name each field once.'),
  'json-too-deep': PROBLEM(
    400,
    'The body is nested too deeply',
    'Nest values less deeply than the limit named.',
  ),
  unauthenticated: PROBLEM(401, 'You are not signed in', 'Sign in, or send a valid token.'),
  'sign-in-failed': PROBLEM(401, 'Sign-in failed', 'Check delegation, login and password.'),
  'scope-missing': PROBLEM(
    403,
    'This token may not be used for that',
    'Use a token with the scope named, or sign in.',
  ),
  'role-missing': PROBLEM(
    403,
    'Your role does not allow this',
    'Ask a member of your delegation who has one of the roles named.',
  ),
  'standing-missing': PROBLEM(
    403,
    "Your delegation's standing in this SOP does not allow this",
    'A state named as party takes part once it has said yes; observers only read and comment.',
  ),
  'observer-not-granted': PROBLEM(
    403,
    'The Parties did not grant this to your organisation',
    'Ask the Parties for a wider observer seat.',
  ),
  'comment-not-yours': PROBLEM(403, 'Only its author may change a comment', 'Reply to it instead.'),
  'not-asked': PROBLEM(403, 'Your delegation is not asked for an answer here', 'Nothing needs to be done.'),
  'origin-refused': PROBLEM(
    403,
    'The request comes from another site',
    'Open the service at its own address.',
  ),
  'not-found': PROBLEM(404, 'There is nothing here that you can see', 'Check the address.'),
  'invitation-invalid': PROBLEM(
    404,
    'This invitation is not valid',
    "Ask your delegation's administrator for a new one.",
  ),
  'method-not-allowed': PROBLEM(405, 'This address does not take that method', 'Use a documented method.'),
  'not-acceptable': PROBLEM(
    406,
    'This is not available in the form asked for',
    'Ask for one of the forms named.',
  ),
  'request-timeout': PROBLEM(408, 'The request came too slowly', 'Send it again.'),
  conflict: PROBLEM(
    409,
    'Others changed the same place',
    'Nothing was saved. Compose the result from base, theirs and mine, and save it on the current version.',
  ),
  superseded: PROBLEM(
    409,
    'There is a newer version',
    'Read the current version; an act holds for one exact text only.',
  ),
  'text-adopted': PROBLEM(
    409,
    'The text is agreed by all Parties and closed',
    'A joint decision reopens it.',
  ),
  'not-adopted': PROBLEM(
    409,
    'The text is not agreed by all Parties yet',
    'This act follows the agreement of all Parties.',
  ),
  'act-given-already': PROBLEM(
    409,
    'Your delegation has given this act on this version already',
    'Nothing needs to be done.',
  ),
  'nothing-to-confirm': PROBLEM(
    409,
    'There is no act ad referendum of yours on this version',
    'Agree ad referendum first, or agree to the text.',
  ),
  'nothing-to-withdraw': PROBLEM(
    409,
    'This act can not be withdrawn',
    'Name a standing act of your own delegation on this version.',
  ),
  'not-ready': PROBLEM(
    409,
    'Something stands against agreeing to this version',
    'Settle what the findings name, or record an agreed exception.',
  ),
  'procedure-by-proposal': PROBLEM(
    409,
    'Under this procedure the joint text changes only by accepted proposals',
    'Make a proposal, or have the Parties switch the procedure by a joint decision.',
  ),
  'sop-archived': PROBLEM(
    409,
    'This SOP is archived',
    'It can be read. A joint decision of the Parties archived it.',
  ),
  'erasure-pending': PROBLEM(
    409,
    'A text is hidden until the Parties have decided whether it is erased',
    'Answer that decision first.',
  ),
  'decision-settled': PROBLEM(409, 'This decision is settled', 'Ask a new one.'),
  'decision-answered': PROBLEM(409, 'Your delegation has answered already', 'Nothing needs to be done.'),
  'decision-idle': PROBLEM(409, 'This decision would change nothing', 'Check what stands now.'),
  'comment-closed': PROBLEM(
    409,
    'The comment can no longer be changed',
    'It can be changed for ten minutes, and not once it is withdrawn. Reply to it instead.',
  ),
  'login-taken': PROBLEM(409, 'This login is in use in your delegation', 'Choose another.'),
  'last-administrator': PROBLEM(
    409,
    'A delegation needs an administrator',
    'Name another administrator first.',
  ),
  'mail-not-offered': PROBLEM(
    409,
    'This server sends no e-mail',
    'Read what is new in the workspace, or ask whoever runs the server.',
  ),
  'idempotency-busy': PROBLEM(409, 'The same request is being carried out', 'Wait and send it again.'),
  'precondition-failed': PROBLEM(
    412,
    'It has changed since you read it',
    'Read it again and repeat the change.',
  ),
  'body-too-large': PROBLEM(413, 'The request is too large', 'Send less than the limit named.'),
  'address-too-long': PROBLEM(414, 'The address is too long', 'Shorten it.'),
  'media-type-unsupported': PROBLEM(
    415,
    'The body has another type than this takes',
    'Send application/json.',
  ),
  'base-unknown': PROBLEM(
    422,
    'The version named as base is not one of this SOP',
    'Read the current version and send its id.',
  ),
  'edit-no-clause': PROBLEM(422, 'An edit names a clause that is not there', 'Read the version again.'),
  'edit-no-parameter': PROBLEM(422, 'An edit names a figure that is not there', 'Read the version again.'),
  'edit-mismatch': PROBLEM(
    422,
    'What an edit replaces is not what stands there',
    'Read the version again and repeat the edit.',
  ),
  'edit-root': PROBLEM(422, 'An edit can not do this to the whole SOP', 'Edit a clause of it.'),
  'edit-key-malformed': PROBLEM(422, 'A key has a wrong form', 'Leave the key out: the service gives one.'),
  'edit-key-used': PROBLEM(422, 'A key has been used before', 'Leave the key out: the service gives one.'),
  'edit-no-place': PROBLEM(422, 'An edit names a place that is not there', 'Read the version again.'),
  'edit-too-deep': PROBLEM(422, 'Clauses are nested too deeply', 'Nest them less deeply.'),
  'edit-circle': PROBLEM(422, 'A clause can not stand inside itself', 'Choose another place.'),
  'text-refused': PROBLEM(
    422,
    'A text has characters or marks that can not be kept',
    'Correct the places listed in errors.',
  ),
  'case-data': PROBLEM(
    422,
    'This looks like data about a person',
    'Take it out. If it is not personal data, say what it is in claims.',
  ),
  'facts-refused': PROBLEM(422, 'A fact or a figure is not allowed', 'Correct the places listed in errors.'),
  'anchor-not-found': PROBLEM(
    422,
    'The quoted words are not there',
    'Mark the words again in the version you read.',
  ),
  'delegation-unknown': PROBLEM(
    422,
    'There is no such delegation on this server',
    'Name one of those listed.',
  ),
  'template-unknown': PROBLEM(422, 'There is no such template', 'Name one of those listed.'),
  'member-unknown': PROBLEM(422, 'There is no such member', 'Name a member of your own delegation.'),
  'password-weak': PROBLEM(422, 'The password is too short or too common', 'Choose at least 12 characters.'),
  'question-refused': PROBLEM(422, 'This can not be asked', 'Correct what the details name.'),
  'address-refused': PROBLEM(
    422,
    'Nothing is sent to this address',
    'Name an https:// address on the open internet, without a password or fragment in it.',
  ),
  'email-missing': PROBLEM(422, 'There is no e-mail address to send to', 'Send the address as well.'),
  'limit-exceeded': PROBLEM(422, 'There is too much of something', 'Stay within the limit named.'),
  'idempotency-mismatch': PROBLEM(
    422,
    'This Idempotency-Key was used with another request',
    'Use a new key for a new request.',
  ),
  'base-missing': PROBLEM(
    428,
    'The version or state that you change is not named',
    'Send the base, or If-Match with the ETag you read.',
  ),
  'rate-limited': PROBLEM(429, 'Too many requests', 'Wait for the time named in Retry-After.'),
  'sign-in-slowed': PROBLEM(429, 'Too many failed sign-ins', 'Wait for the time named in Retry-After.'),
  'headers-too-large': PROBLEM(431, "The request's headers are too large", 'Send less.'),
  'internal-error': PROBLEM(
    500,
    'The service made a mistake',
    'Nothing was saved. Tell the operator the id named here.',
  ),
  'storage-damaged': PROBLEM(
    500,
    'A stored text does not match its fingerprint',
    'It is not shown. Tell the operator, so that it is restored from a backup.',
  ),
  'storage-failed': PROBLEM(
    503,
    'The storage failed',
    'Nothing was saved. Try again; tell the operator if it stays so.',
  ),
  'save-uncertain': PROBLEM(
    503,
    'Whether it was saved is not known',
    'The connection to the database was lost while it saved. Look whether it stands; the same request with the same Idempotency-Key is carried out once.',
  ),
  'storage-read-only': PROBLEM(
    503,
    'The storage can not be written to',
    'Nothing was saved. Reading goes on. Tell the operator.',
  ),
  'service-busy': PROBLEM(503, 'The service is busy', 'Try again shortly.'),
  'storage-full': PROBLEM(507, 'The disk is full', 'Nothing was saved. Reading goes on. Tell the operator.'),
  'data-in-use': PROBLEM(
    500,
    'Another process uses this data folder',
    'Stop it first, or name another folder.',
  ),
  'port-in-use': PROBLEM(500, 'The port is in use', 'Choose another with SANDHI_PORT, or stop what uses it.'),
  'configuration-invalid': PROBLEM(500, 'A setting is wrong', 'Correct the setting named.'),
  'template-malformed': PROBLEM(500, 'A template has an error', 'Correct the line named.'),
  'backup-damaged': PROBLEM(
    500,
    'The backup is damaged or incomplete',
    'Take another; nothing was restored.',
  ),
  'backup-foreign': PROBLEM(
    500,
    'This is not a backup of this service',
    'Name a folder that sandhi backup wrote.',
  ),
  'move-differs': PROBLEM(
    500,
    'A store is not the same in both places',
    'The old place stays the one to use. Stop every service that uses it, then run the move again.',
  ),
  'target-not-empty': PROBLEM(500, 'The target is not empty', 'Name an empty folder or database.'),
  'sop-exists': PROBLEM(500, 'This SOP is here already', 'Nothing was imported.'),
  'archive-damaged': PROBLEM(
    500,
    'The file is damaged or not an exported SOP',
    'Take another copy; nothing was imported.',
  ),
}

export type Code = keyof typeof PROBLEMS
